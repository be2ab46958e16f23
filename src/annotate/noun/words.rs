//! Words that decide what belongs to a noun phrase, and what an amount after a noun is.

/// Adjectives that stand before their noun.
pub(super) const BEFORE: &[&str] = &["mantan", "bekas", "almarhum"];

/// Words that say that what follows is more than one.
pub(super) const MANY: &[&str] = &["beberapa", "berbagai", "kedua", "ketiga", "para", "sejumlah"];

/// How persons are addressed; the name after it may be a word as well: *Bu Dharma*.
pub(super) const ADDRESS: &[&str] = &["Mr", "Mrs", "Ms"];

/// Words that close a noun phrase though they look like part of it: what they say is of the whole (*kota besar lain*).
pub(super) const CLOSING: &[&str] = &["lain", "lainnya", "sendiri", "sama", "saja", "dekat", "penuh"];

/// Units of money: of a noun before them they say which it is, where those of time say when.
pub(super) const CURRENCIES: &[&str] = &[
    "baht", "dinar", "dirham", "dollar", "euro", "franc", "guilder", "lira", "peso", "pound", "rand", "renminbi",
    "ringgit", "riyal", "rouble", "rupee", "rupiah", "sterling", "won", "yen", "yuan",
];

/// What follows an adjective that compares.
pub(super) const COMPARING: &[&str] = &["daripada", "dibanding", "dibandingkan", "ketimbang"];

/// What a clause of its own follows: *memastikan stok aman*, *agar udara bersih*.
pub(super) const CLAUSES: &[&str] = &[
    "agar",
    "andai",
    "andaikan",
    "apabila",
    "asalkan",
    "bahwa",
    "bila",
    "jika",
    "kalau",
    "memastikan",
    "menilai",
    "menjamin",
    "meski",
    "meskipun",
    "seandainya",
    "sehingga",
    "supaya",
    "walau",
    "walaupun",
];

/// What *tidak* makes a kind of: *biaya tidak langsung* indirect cost; else it says something of the noun (*terdakwa tidak bersalah*).
pub(super) const KINDS_NOT: &[&str] =
    &["aktif", "formal", "langsung", "resmi", "sadar", "sah", "terbatas", "terduga", "tertulis", "tetap"];

/// English before the name of what a noun is: *kotak yang disebut peti* box called a chest.
pub(super) const NAMING: &[&str] = &["called", "dubbed", "known as", "named"];

/// Adjectives that take a verb: they say what is easy to do, or who likes or dares to.
pub(super) const GOVERNING: &[&str] = &[
    "gampang", "gemar", "layak", "mudah", "nekat", "pantas", "rajin", "rawan", "rentan", "sukar", "sulit", "susah",
    "tega", "wajar",
];

/// What people feel or are ready for: after a noun it says so of them, and is no quality of theirs (*pasar khawatir*, *pemerintah siap*).
pub(super) const FEELINGS: &[&str] = &[
    "bangga",
    "berang",
    "bersedia",
    "bosan",
    "cemas",
    "curiga",
    "enggan",
    "gelisah",
    "gembira",
    "geram",
    "heran",
    "jengkel",
    "jenuh",
    "jera",
    "kaget",
    "kecewa",
    "kelabakan",
    "kesal",
    "ketar-ketir",
    "khawatir",
    "kooperatif",
    "kuatir",
    "lega",
    "malu",
    "mampu",
    "murka",
    "optimis",
    "optimistis",
    "panik",
    "pesimis",
    "pesimistis",
    "prihatin",
    "puas",
    "ragu",
    "rela",
    "resah",
    "sadar",
    "sanggup",
    "sedih",
    "senang",
    "setuju",
    "siap",
    "sibuk",
    "takut",
    "terkejut",
    "waspada",
    "yakin",
];

/// States that things come to: after a noun they say so of it (*kuota habis*, *jalan macet*).
pub(super) const STATES: &[&str] =
    &["habis", "lancar", "lumpuh", "macet", "marak", "padam", "pulih", "rampung", "retak-retak", "selesai", "tuntas"];

/// States that a subject is said to be in where an adverbial, a conjunction or nothing follows (*penumpang selamat setelah …*); elsewhere they
/// may tell one thing from others (*memperbaiki jalan rusak*).
pub(super) const OUTCOMES: &[&str] = &[
    "aman",
    "bocor",
    "buntu",
    "hancur",
    "hangus",
    "histeris",
    "kosong",
    "kritis",
    "langka",
    "laris",
    "lemah",
    "lesu",
    "ludes",
    "luka",
    "luka-luka",
    "mandek",
    "mangkrak",
    "negatif",
    "pingsan",
    "positif",
    "punah",
    "ramai",
    "ricuh",
    "robek",
    "roboh",
    "rusak",
    "sehat",
    "selamat",
    "sepi",
    "stabil",
    "stagnan",
    "sukses",
    "telantar",
    "telat",
    "terlambat",
    "terlantar",
    "utuh",
];

/// Persons whose age stands after them: *bocah lima tahun*.
pub(super) const AGED: &[&str] = &[
    "baby",
    "boy",
    "child",
    "girl",
    "grandmother",
    "grandfather",
    "man",
    "pupil",
    "student",
    "teenager",
    "toddler",
    "woman",
    "youth",
];

/// What a measure says the amount of, not the size of a thing: *suhu 100 derajat* temperature of 100 degrees.
pub(super) const QUANTITIES: &[&str] = &[
    "accuracy",
    "age",
    "altitude",
    "amount",
    "amplitude",
    "area",
    "average",
    "capacity",
    "circumference",
    "consumption",
    "decline",
    "decrease",
    "demand",
    "density",
    "depth",
    "diameter",
    "difference",
    "dimension",
    "distance",
    "duration",
    "elevation",
    "energy",
    "export",
    "exports",
    "fall",
    "frequency",
    "growth",
    "height",
    "import",
    "imports",
    "increase",
    "intensity",
    "interval",
    "length",
    "level",
    "load",
    "mass",
    "maximum",
    "minimum",
    "need",
    "output",
    "period",
    "potential",
    "power",
    "price",
    "production",
    "quantity",
    "quota",
    "radius",
    "rainfall",
    "range",
    "rate",
    "reserve",
    "reserves",
    "rise",
    "scale",
    "size",
    "span",
    "speed",
    "stock",
    "stretch",
    "supply",
    "temperature",
    "thickness",
    "time",
    "total",
    "value",
    "velocity",
    "visibility",
    "voltage",
    "volume",
    "wavelength",
    "weight",
    "width",
    "yield",
];

/// Units that English sets before a thing with a hyphen: *15-inch gun*.
pub(super) const HYPHENED: &[&str] = &[
    "acre",
    "carat",
    "centimetre",
    "cubic metre",
    "foot",
    "gallon",
    "gigabyte",
    "gigawatt",
    "gram",
    "hectare",
    "inch",
    "kilogram",
    "kilometre",
    "kilowatt",
    "litre",
    "megabyte",
    "megapixel",
    "megawatt",
    "metre",
    "mile",
    "millilitre",
    "millimetre",
    "square kilometre",
    "square metre",
    "ton",
    "tonne",
    "volt",
    "watt",
    "yard",
];

/// Words before an adjective that say how much.
pub(super) const DEGREES: &[&str] =
    &["amat", "begitu", "kian", "kurang", "lebih", "makin", "sangat", "semakin", "terlalu"];

/// Adjectives that are adverbs before a number or a verb (*dana minimal 30 persen*, *perdagangan karbon resmi dibuka*), and whether
/// also before a verb with *meN-*: *gedung baru dibangun*, but *penelitian baru menunjukkan*.
pub(super) const ADVERBIAL: &[(&str, bool)] = &[
    ("baru", false),
    ("cepat", true),
    ("gencar", true),
    ("langsung", true),
    ("maksimal", true),
    ("minimal", true),
    ("perlahan", true),
    ("resmi", true),
    ("rutin", true),
    ("serentak", true),
    ("terlambat", true),
];

/// Adjectives of time that before a verb or a noun say what comes then: *pilih ikon lalu tekan tombol*, but *pekan lalu polisi*.
pub(super) const THEN: &[&str] = &["lalu"];

/// English of nouns that say nothing beside how much of it there is: *waktu enam bulan* six months.
pub(super) const VAGUE: &[&str] = &["time"];

/// English of how many things of a kind are taken together, before a plural: *serangkaian tes* a series of tests; of what is no such word
/// (*sebotol air* a bottle of water) the singular follows.
pub(super) const TOGETHER: &[&str] = &[
    "a collection of",
    "a couple of",
    "a flock of",
    "a gang of",
    "a group of",
    "a handful of",
    "a herd of",
    "a pair of",
    "a row of",
    "a series of",
    "a string of",
];

/// English of towns by what they are to a country: the name after it is that of the town itself (*ibu kota Kabul* capital Kabul).
pub(super) const SEATS: &[&str] = &["capital"];

/// English of nouns that tell one of a kind from others by a figure: *rumah tipe 45*, *siswa kelas 6*.
pub(super) const SERIES: &[&str] = &[
    "article", "block", "category", "chapter", "class", "corridor", "gate", "grade", "group", "level", "line", "model",
    "page", "phase", "platform", "room", "route", "semester", "series", "stage", "terminal", "type", "verse", "volume",
    "zone",
];

/// Words that say of the deed before them that it is done once more.
pub(super) const AGAIN: &[&str] = &["kembali", "ulang"];

/// English of nouns that have numbers of four digits which are no years, or years in their name.
pub(super) const NUMBERED: &[&str] = &[
    "agenda",
    "article",
    "level",
    "number",
    "page",
    "point",
    "resolution",
    "room",
    "section",
    "unit",
    "vision",
    "year",
];

/// English of nouns for companies and their like, whose name stands behind them: *raksasa teknologi Google* tech giant Google.
pub(super) const COMPANIES: &[&str] = &[
    "automaker",
    "carmaker",
    "chipmaker",
    "conglomerate",
    "developer",
    "giant",
    "lender",
    "maker",
    "manufacturer",
    "operator",
    "producer",
    "retailer",
    "start-up",
    "startup",
];

/// English of stretches of time beside the units.
pub(super) const PERIODS: &[&str] =
    &["half", "period", "quarter", "semester", "season", "term", "spring", "summer", "autumn", "winter"];

/// Verbs after which a noun is said to become more so: *membuat hidup orang lebih mudah*.
pub(super) const MAKING: &[&str] = &["membuat", "menjadikan"];

/// English of what goes on for a time: *lawatan empat hari* four-day visit.
pub(super) const EVENTS: &[&str] = &[
    "battle",
    "blockade",
    "campaign",
    "ceasefire",
    "conference",
    "course",
    "curfew",
    "festival",
    "journey",
    "meeting",
    "mission",
    "siege",
    "strike",
    "summit",
    "tour",
    "training",
    "trial",
    "trip",
    "truce",
    "visit",
    "war",
];

/// Words that set a stretch of time before or after another.
pub(super) const RELATIVE: &[&str] =
    &["lalu", "menjelang", "pasca", "sebelum", "sejak", "sesudah", "setelah", "silam", "usai"];

/// English of nouns that stand before the name that they have as names: *Operasi Cast Lead* Operation Cast Lead.
pub(super) const CODED: &[&str] = &["operation"];

/// Endings of English adjectives that name a kind rather than a quality: they stay with their noun (*US nuclear weapons*).
pub(super) const RELATIONAL: &[&str] = &["al", "ic", "ar", "ary", "ian", "ese", "ine"];

/// English adjectives without such an ending that do the same.
pub(super) const KINDS: &[&str] = &[
    "antitrust",
    "civil",
    "foreign",
    "maritime",
    "military",
    "online",
    "overseas",
    "private",
    "religious",
    "rural",
    "urban",
];

/// English adjectives that stand before all else, even where they are part of a phrase (*pejabat senior* senior official).
pub(super) const LEADING: &[&str] = &["acting", "former", "new", "senior", "top"];

/// What has a name of its own: no person of that name has it (*Perlintasan Kerem Shalom* Kerem Shalom crossing).
pub(super) const NAMED: &[&str] = &[
    "aircraft",
    "airline",
    "airport",
    "album",
    "app",
    "application",
    "award",
    "band",
    "bank",
    "base",
    "beach",
    "bomb",
    "bridge",
    "building",
    "camp",
    "carrier",
    "centre",
    "channel",
    "church",
    "class",
    "club",
    "company",
    "complex",
    "crossing",
    "cup",
    "daily",
    "district",
    "dynasty",
    "effect",
    "festival",
    "film",
    "firm",
    "fleet",
    "flotilla",
    "foundation",
    "frigate",
    "game",
    "gang",
    "group",
    "hamlet",
    "helicopter",
    "hospital",
    "hotel",
    "institute",
    "jet",
    "kingdom",
    "lake",
    "law",
    "magazine",
    "mall",
    "market",
    "missile",
    "mission",
    "mosque",
    "museum",
    "network",
    "newspaper",
    "novel",
    "office",
    "operation",
    "park",
    "plane",
    "platform",
    "port",
    "prison",
    "prize",
    "programme",
    "project",
    "regency",
    "restaurant",
    "road",
    "rocket",
    "satellite",
    "school",
    "ship",
    "shipyard",
    "shop",
    "site",
    "song",
    "species",
    "stadium",
    "station",
    "store",
    "storm",
    "street",
    "studio",
    "subdistrict",
    "submarine",
    "tanker",
    "team",
    "temple",
    "theorem",
    "tournament",
    "tower",
    "train",
    "tribe",
    "typhoon",
    "university",
    "vaccine",
    "vessel",
    "village",
    "virus",
    "ward",
    "website",
];

/// What is called by the name that follows: *negara bagian Texas* state of Texas, but *negara Eropa* European country.
pub(super) const PLACES: &[&str] =
    &["city", "coast", "district", "island", "province", "region", "state", "territory", "town"];

/// How many of a kind come one after another, in the English of a phrase: *wave of protests*.
pub(super) const WAVES: &[&str] = &["barrage", "series", "spate", "string", "wave"];

/// What belongs to a person: before it stands a genitive (*tangan pasien* patient's hand).
pub(super) const BELONGINGS: &[&str] = &[
    "arm",
    "back",
    "blood",
    "body",
    "brain",
    "career",
    "chest",
    "child",
    "clothes",
    "corpse",
    "daughter",
    "death",
    "dream",
    "ear",
    "eye",
    "face",
    "family",
    "father",
    "finger",
    "foot",
    "grave",
    "hair",
    "hand",
    "heart",
    "house",
    "leadership",
    "leg",
    "life",
    "mind",
    "mother",
    "mouth",
    "name",
    "neck",
    "nose",
    "opinion",
    "remains",
    "shoulder",
    "skin",
    "son",
    "soul",
    "stomach",
    "tongue",
    "voice",
    "wallet",
    "widow",
];

/// Endings of English nouns of doing and being: plurals stand behind them (*easing of relations*).
pub(super) const DEEDS: &[&str] = &["ing", "ness"];

/// English numbers of order that are joined to the noun behind them before another noun: *second-round talks*.
pub(super) const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// Places and bodies that have the name of a country, no adjective of it, in a name of their own.
pub(super) const KEEPING: &[&str] = &["airport", "bay", "sea", "stadium", "strait", "university"];

/// Nouns whose English says after *in* what it is that changes.
pub(super) const CHANGES: &[&str] =
    &["change", "cut", "decline", "decrease", "drop", "fall", "increase", "reduction", "rise"];

/// English adjectives with such an ending that are qualities all the same: *soto khas Lamongan* typical Lamongan soto.
pub(super) const QUALITIES: &[&str] = &[
    "classic",
    "contemporary",
    "critical",
    "crucial",
    "dramatic",
    "drastic",
    "epic",
    "exotic",
    "extraordinary",
    "familiar",
    "fantastic",
    "fatal",
    "fictional",
    "fine",
    "genuine",
    "historic",
    "iconic",
    "ideal",
    "legendary",
    "lethal",
    "normal",
    "ordinary",
    "original",
    "popular",
    "regular",
    "romantic",
    "similar",
    "special",
    "spectacular",
    "sporadic",
    "temporary",
    "toxic",
    "traditional",
    "tragic",
    "typical",
    "unusual",
    "usual",
];

/// Fields of affairs whose English stands before a noun as it is, and may do so joined with others: *kerja sama perdagangan dan investasi*.
pub(super) const FIELDS: &[&str] = &[
    "agriculture",
    "air",
    "aviation",
    "banking",
    "business",
    "communications",
    "culture",
    "defence",
    "development",
    "drug",
    "education",
    "employment",
    "energy",
    "environment",
    "finance",
    "fisheries",
    "food",
    "forestry",
    "ground",
    "health",
    "immigration",
    "industry",
    "infrastructure",
    "insurance",
    "intelligence",
    "investment",
    "land",
    "law",
    "mining",
    "oil",
    "peace",
    "research",
    "safety",
    "sea",
    "security",
    "sports",
    "tax",
    "technology",
    "telecommunications",
    "tourism",
    "trade",
    "training",
    "transport",
    "welfare",
];
