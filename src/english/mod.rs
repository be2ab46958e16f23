//! The little English morphology that composing and comparing glosses needs.

use rust_stemmers::{Algorithm, Stemmer};

/// Verbs whose past participle is not *-ed*, with their past tense: base, past, participle.
const IRREGULAR_VERBS: &[(&str, &str, &str)] = &[
    ("arise", "arose", "arisen"),
    ("awake", "awoke", "awoken"),
    ("babysit", "babysat", "babysat"),
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("beget", "begot", "begotten"),
    ("begin", "began", "begun"),
    ("bend", "bent", "bent"),
    ("bet", "bet", "bet"),
    ("bid", "bid", "bid"),
    ("bind", "bound", "bound"),
    ("bite", "bit", "bitten"),
    ("bleed", "bled", "bled"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("breastfeed", "breastfed", "breastfed"),
    ("breed", "bred", "bred"),
    ("bring", "brought", "brought"),
    ("broadcast", "broadcast", "broadcast"),
    ("build", "built", "built"),
    ("burst", "burst", "burst"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("cling", "clung", "clung"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("creep", "crept", "crept"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fling", "flung", "flung"),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("forecast", "forecast", "forecast"),
    ("foresee", "foresaw", "foreseen"),
    ("foretell", "foretold", "foretold"),
    ("forget", "forgot", "forgotten"),
    ("forgive", "forgave", "forgiven"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grind", "ground", "ground"),
    ("grow", "grew", "grown"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hew", "hewed", "hewn"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
    ("input", "input", "input"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("lie about", "lied about", "lied about"),
    ("lie to", "lied to", "lied to"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("mimic", "mimicked", "mimicked"),
    ("mislead", "misled", "misled"),
    ("misunderstand", "misunderstood", "misunderstood"),
    ("mow", "mowed", "mown"),
    ("offset", "offset", "offset"),
    ("outdo", "outdid", "outdone"),
    ("outgrow", "outgrew", "outgrown"),
    ("overcome", "overcame", "overcome"),
    ("overhear", "overheard", "overheard"),
    ("override", "overrode", "overridden"),
    ("overrun", "overran", "overrun"),
    ("oversee", "oversaw", "overseen"),
    ("overshoot", "overshot", "overshot"),
    ("overtake", "overtook", "overtaken"),
    ("overthrow", "overthrew", "overthrown"),
    ("panic", "panicked", "panicked"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("redo", "redid", "redone"),
    ("remake", "remade", "remade"),
    ("resell", "resold", "resold"),
    ("reset", "reset", "reset"),
    ("retake", "retook", "retaken"),
    ("retell", "retold", "retold"),
    ("rewrite", "rewrote", "rewritten"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("saw", "sawed", "sawn"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("sew", "sewed", "sewn"),
    ("shake", "shook", "shaken"),
    ("shear", "sheared", "shorn"),
    ("shed", "shed", "shed"),
    ("shine", "shone", "shone"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shrink", "shrank", "shrunk"),
    ("shut", "shut", "shut"),
    ("sing", "sang", "sung"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("slay", "slew", "slain"),
    ("sleep", "slept", "slept"),
    ("slide", "slid", "slid"),
    ("sling", "slung", "slung"),
    ("slit", "slit", "slit"),
    ("sow", "sowed", "sown"),
    ("speak", "spoke", "spoken"),
    ("speed", "sped", "sped"),
    ("spend", "spent", "spent"),
    ("spin", "spun", "spun"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("spring", "sprang", "sprung"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("sting", "stung", "stung"),
    ("stink", "stank", "stunk"),
    ("strike", "struck", "struck"),
    ("string", "strung", "strung"),
    ("strive", "strove", "striven"),
    ("swear", "swore", "sworn"),
    ("sweep", "swept", "swept"),
    ("swell", "swelled", "swollen"),
    ("swim", "swam", "swum"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("thrust", "thrust", "thrust"),
    ("traffic", "trafficked", "trafficked"),
    ("tread", "trod", "trodden"),
    ("undergo", "underwent", "undergone"),
    ("understand", "understood", "understood"),
    ("undertake", "undertook", "undertaken"),
    ("undo", "undid", "undone"),
    ("uphold", "upheld", "upheld"),
    ("upset", "upset", "upset"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("weave", "wove", "woven"),
    ("weep", "wept", "wept"),
    ("win", "won", "won"),
    ("wind", "wound", "wound"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("withstand", "withstood", "withstood"),
    ("wring", "wrung", "wrung"),
    ("write", "wrote", "written"),
];

/// Nouns whose plural no ending gives.
const IRREGULAR_PLURALS: &[(&str, &str)] = &[
    ("abdomen", "abdomens"),
    ("afterlife", "afterlives"),
    ("alga", "algae"),
    ("alias", "aliases"),
    ("alumnus", "alumni"),
    ("appendix", "appendices"),
    ("atlas", "atlases"),
    ("axis", "axes"),
    ("bacterium", "bacteria"),
    ("bias", "biases"),
    ("bookshelf", "bookshelves"),
    ("buffalo", "buffaloes"),
    ("cactus", "cacti"),
    ("calf", "calves"),
    ("canvas", "canvases"),
    ("child", "children"),
    ("corpus", "corpora"),
    ("criterion", "criteria"),
    ("curriculum", "curricula"),
    ("dormouse", "dormice"),
    ("echo", "echoes"),
    ("elf", "elves"),
    ("embargo", "embargoes"),
    ("epoch", "epochs"),
    ("eunuch", "eunuchs"),
    ("eyetooth", "eyeteeth"),
    ("foot", "feet"),
    ("forefoot", "forefeet"),
    ("fungus", "fungi"),
    ("gas", "gases"),
    ("genus", "genera"),
    ("godchild", "godchildren"),
    ("goose", "geese"),
    ("grandchild", "grandchildren"),
    ("half", "halves"),
    ("hero", "heroes"),
    ("hoof", "hooves"),
    ("housewife", "housewives"),
    ("iris", "irises"),
    ("knife", "knives"),
    ("larva", "larvae"),
    ("leaf", "leaves"),
    ("lens", "lenses"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("louse", "lice"),
    ("man", "men"),
    ("matriarch", "matriarchs"),
    ("medium", "media"),
    ("memorandum", "memoranda"),
    ("midwife", "midwives"),
    ("millennium", "millennia"),
    ("monarch", "monarchs"),
    ("mosquito", "mosquitoes"),
    ("mouse", "mice"),
    ("nebula", "nebulae"),
    ("nucleus", "nuclei"),
    ("omen", "omens"),
    ("ox", "oxen"),
    ("patriarch", "patriarchs"),
    ("penknife", "penknives"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("potato", "potatoes"),
    ("quiz", "quizzes"),
    ("radius", "radii"),
    ("regimen", "regimens"),
    ("scarf", "scarves"),
    ("schoolchild", "schoolchildren"),
    ("self", "selves"),
    ("shaman", "shamans"),
    ("sheaf", "sheaves"),
    ("shelf", "shelves"),
    ("specimen", "specimens"),
    ("stepchild", "stepchildren"),
    ("stimulus", "stimuli"),
    ("stomach", "stomachs"),
    ("stratum", "strata"),
    ("talisman", "talismans"),
    ("thief", "thieves"),
    ("tomato", "tomatoes"),
    ("tooth", "teeth"),
    ("torpedo", "torpedoes"),
    ("vertebra", "vertebrae"),
    ("vertex", "vertices"),
    ("veto", "vetoes"),
    ("volcano", "volcanoes"),
    ("werewolf", "werewolves"),
    ("wharf", "wharves"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("woman", "women"),
];

/// Nouns whose plural is like their singular, or that have none.
const ALIKE: &[&str] = &[
    "advice",
    "aircraft",
    "ammunition",
    "artillery",
    "baggage",
    "baht",
    "bison",
    "cattle",
    "cavalry",
    "chassis",
    "clothing",
    "cod",
    "crockery",
    "cutlery",
    "data",
    "debris",
    "deer",
    "equipment",
    "evidence",
    "fish",
    "footwear",
    "furniture",
    "gigahertz",
    "graffiti",
    "hardware",
    "headquarters",
    "hertz",
    "homework",
    "housework",
    "hovercraft",
    "infantry",
    "information",
    "jewellery",
    "kilohertz",
    "knowledge",
    "livestock",
    "luggage",
    "machinery",
    "malware",
    "means",
    "megahertz",
    "merchandise",
    "moose",
    "nightlife",
    "offspring",
    "personnel",
    "police",
    "poultry",
    "rand",
    "renminbi",
    "research",
    "ringgit",
    "rupiah",
    "salmon",
    "scenery",
    "series",
    "sheep",
    "shrimp",
    "software",
    "spacecraft",
    "species",
    "squid",
    "staff",
    "swine",
    "traffic",
    "trout",
    "tuna",
    "underwear",
    "watercraft",
    "weaponry",
    "wildlife",
    "won",
    "yen",
    "yuan",
];

/// Verbs of more than one syllable that double their last letter.
const DOUBLING: &[&str] = &[
    "abet", "acquit", "admit", "allot", "annul", "begin", "cancel", "channel", "commit", "compel", "concur", "confer",
    "control", "counsel", "debug", "defer", "deter", "dial", "disbar", "dispel", "distil", "duel", "embed", "emit",
    "enrol", "equip", "excel", "expel", "extol", "forget", "format", "fuel", "fulfil", "funnel", "handicap", "incur",
    "infer", "instil", "inter", "intermit", "kidnap", "label", "level", "marshal", "model", "occur", "omit", "outfit",
    "outwit", "overlap", "parcel", "patrol", "pedal", "pencil", "permit", "prefer", "program", "propel", "quarrel",
    "rebel", "rebut", "recur", "refer", "regret", "remit", "retrofit", "shovel", "shrivel", "signal", "spiral",
    "stencil", "submit", "swivel", "total", "transfer", "transmit", "travel", "tunnel", "underpin", "unplug",
    "unravel", "unzip", "worship",
];

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    if DOUBLING.contains(&word) {
        return true;
    }
    let vowels = b.iter().filter(|&&c| is_vowel(c) || c == b'y').count();
    n >= 3
        && vowels == 1
        && !is_vowel(b[n - 1])
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
        && !matches!(b[n - 1], b'w' | b'x' | b'y')
}

/// Applies `inflect` to the verb of a gloss such as `carry out`, leaving what follows it.
fn on_head(gloss: &str, inflect: impl Fn(&str) -> String) -> String {
    match gloss.split_once(' ') {
        Some((head, rest)) => format!("{} {rest}", inflect(head)),
        None => inflect(gloss),
    }
}

/// The past participle of a bare verb gloss: `announce` → `announced`, `carry out` → `carried out`.
///
/// ```
/// use padan::english::participle;
/// assert_eq!(participle("hold"), "held");
/// assert_eq!(participle("carry out"), "carried out");
/// assert_eq!(participle("stop"), "stopped");
/// ```
pub fn participle(gloss: &str) -> String {
    // lie to: lied to, but lie: lain.
    if let Some((_, _, part)) = IRREGULAR_VERBS.iter().find(|(base, ..)| *base == gloss) {
        return (*part).to_owned();
    }
    on_head(gloss, |verb| {
        if let Some((_, _, part)) = IRREGULAR_VERBS.iter().find(|(base, ..)| *base == verb) {
            return (*part).to_owned();
        }
        with_ed(verb)
    })
}

fn with_ed(verb: &str) -> String {
    let consonant_y =
        |v: &str| v.strip_suffix('y').filter(|s| s.bytes().last().is_some_and(|c| !is_vowel(c))).map(str::to_owned);
    match () {
        () if verb.ends_with('e') => format!("{verb}d"),
        () if doubles(verb) => format!("{verb}{}ed", &verb[verb.len() - 1..]),
        () => match consonant_y(verb) {
            Some(stem) => format!("{stem}ied"),
            None => format!("{verb}ed"),
        },
    }
}

/// The *-ing* form of a bare verb gloss: `die` → `dying`, `set up` → `setting up`.
///
/// ```
/// use padan::english::gerund;
/// assert_eq!(gerund("bomb"), "bombing");
/// assert_eq!(gerund("make"), "making");
/// assert_eq!(gerund("set up"), "setting up");
/// ```
pub fn gerund(gloss: &str) -> String {
    on_head(gloss, |verb| match () {
        () if verb == "be" => "being".to_owned(),
        () if verb.ends_with("ie") => format!("{}ying", &verb[..verb.len() - 2]),
        () if verb.ends_with('e') && !verb.ends_with("ee") && !verb.ends_with("oe") && !verb.ends_with("ye") => {
            format!("{}ing", &verb[..verb.len() - 1])
        }
        () if doubles(verb) => format!("{verb}{}ing", &verb[verb.len() - 1..]),
        () => format!("{verb}ing"),
    })
}

/// What a verb does as a noun: of these the noun, of all others [`gerund`].
const DEEDS: &[(&str, &str)] = &[
    ("appear", "appearance"),
    ("apply", "entry into force"),
    ("arrive", "arrival"),
    ("be achieved", "achievement"),
    ("be arrested", "arrest"),
    ("be born", "birth"),
    ("be closed", "closure"),
    ("be completed", "completion"),
    ("be created", "creation"),
    ("be damaged", "damage"),
    ("be destroyed", "destruction"),
    ("be elected", "election"),
    ("be finished", "completion"),
    ("be formed", "formation"),
    ("be fulfilled", "fulfilment"),
    ("be in force", "entry into force"),
    ("be killed", "death"),
    ("be lost", "loss"),
    ("be opened", "opening"),
    ("be overthrown", "overthrow"),
    ("be published", "publication"),
    ("be repeated", "recurrence"),
    ("break out", "outbreak"),
    ("burn", "fire"),
    ("change", "change"),
    ("close", "closure"),
    ("collapse", "collapse"),
    ("come", "arrival"),
    ("continue", "continuation"),
    ("crash", "crash"),
    ("decline", "decline"),
    ("decrease", "decrease"),
    ("delay", "delay"),
    ("depart", "departure"),
    ("deteriorate", "deterioration"),
    ("develop", "development"),
    ("die", "death"),
    ("disappear", "disappearance"),
    ("drop", "drop"),
    ("emerge", "emergence"),
    ("end", "end"),
    ("enter", "entry"),
    ("escape", "escape"),
    ("exist", "existence"),
    ("expand", "expansion"),
    ("explode", "explosion"),
    ("fail", "failure"),
    ("fall", "fall"),
    ("finish", "completion"),
    ("flee", "flight"),
    ("go up", "rise"),
    ("grow", "growth"),
    ("happen", "occurrence"),
    ("improve", "improvement"),
    ("increase", "increase"),
    ("jump", "jump"),
    ("lack", "lack"),
    ("leak", "leak"),
    ("lose", "loss"),
    ("occur", "occurrence"),
    ("pass away", "death"),
    ("plunge", "plunge"),
    ("recur", "recurrence"),
    ("resign", "resignation"),
    ("return", "return"),
    ("rise", "rise"),
    ("slow", "slowdown"),
    ("slow down", "slowdown"),
    ("slump", "slump"),
    ("soar", "surge"),
    ("spread", "spread"),
    ("step down", "resignation"),
    ("succeed", "success"),
    ("surge", "surge"),
    ("survive", "survival"),
    ("take effect", "entry into force"),
    ("there are", "existence"),
    ("there be", "existence"),
    ("there is", "existence"),
    ("win", "win"),
    ("withdraw", "withdrawal"),
    ("worsen", "worsening"),
];

/// The noun for what a verb gloss says: `arrive` → `arrival`, `there is` → `existence`, `make` → `making`.
///
/// ```
/// # use padan::english::deed;
/// assert_eq!(deed("be killed"), "death");
/// assert_eq!(deed("open"), "opening");
/// ```
pub fn deed(gloss: &str) -> String {
    DEEDS.iter().find(|(verb, _)| *verb == gloss).map_or_else(|| gerund(gloss), |(_, noun)| (*noun).to_owned())
}

/// One who does it: `write` → `writer`, `edit` → `editor`. What follows the verb is left out.
pub fn agent(gloss: &str) -> String {
    let verb = gloss.split(' ').next().unwrap_or(gloss);
    match () {
        () if verb.ends_with("ate")
            || verb.ends_with("ect")
            || verb.ends_with("ess")
            || verb == "edit"
            || verb == "govern" =>
        {
            format!("{}or", verb.strip_suffix('e').unwrap_or(verb))
        }
        () => {
            let past = with_ed(verb);
            format!("{}er", past.strip_suffix("ed").unwrap_or(verb))
        }
    }
}

/// The plural of a noun gloss: `embassy` → `embassies`, `point of view` → `points of view`. A gloss that is plural
/// already stays.
///
/// ```
/// use padan::english::plural;
/// assert_eq!(plural("country"), "countries");
/// assert_eq!(plural("member of parliament"), "members of parliament");
/// assert_eq!(plural("talks"), "talks");
/// ```
pub fn plural(gloss: &str) -> String {
    if let Some((head, rest)) = [" of ", " in ", " at ", " for ", " to ", " from ", " on "]
        .iter()
        .find_map(|p| gloss.find(p).map(|at| gloss.split_at(at)))
    {
        return format!("{}{rest}", plural(head));
    }
    let (front, noun) = gloss.rsplit_once(' ').map_or(("", gloss), |(_, n)| (&gloss[..gloss.len() - n.len()], n));
    format!("{front}{}", plural_word(noun))
}

fn plural_word(noun: &str) -> String {
    if let Some((_, plural)) = IRREGULAR_PLURALS.iter().find(|(one, many)| *one == noun || *many == noun) {
        return (*plural).to_owned();
    }
    if ALIKE.contains(&noun) {
        return noun.to_owned();
    }
    let b = noun.as_bytes();
    let ends = |s: &str| noun.ends_with(s);
    match () {
        () if noun.len() < 2 || !b.is_ascii() => format!("{noun}s"),
        () if noun.len() > 4 && (ends("men") || ends("people")) => noun.to_owned(),
        () if ends("man") && noun.len() > 4 && !ends("human") && !ends("german") => {
            format!("{}men", &noun[..noun.len() - 3])
        }
        () if ends("ss") || ends("x") || ends("ch") || ends("sh") || ends("us") => format!("{noun}es"),
        () if ends("sis") => format!("{}es", &noun[..noun.len() - 2]),
        () if ends("s") => noun.to_owned(),
        () if ends("z") => format!("{noun}es"),
        () if ends("y") && !is_vowel(b[b.len() - 2]) => format!("{}ies", &noun[..noun.len() - 1]),
        () => format!("{noun}s"),
    }
}

/// Adjectives whose noun no ending gives.
const QUALITIES: &[(&str, &str)] = &[
    ("absent", "absence"),
    ("alive", "life"),
    ("angry", "anger"),
    ("available", "availability"),
    ("bad", "poor state"),
    ("beautiful", "beauty"),
    ("big", "size"),
    ("broad", "breadth"),
    ("calm", "calm"),
    ("certain", "certainty"),
    ("cheap", "low cost"),
    ("clear", "clarity"),
    ("cold", "cold"),
    ("complex", "complexity"),
    ("complicated", "complexity"),
    ("consistent", "consistency"),
    ("constant", "constancy"),
    ("damaged", "damage"),
    ("dangerous", "danger"),
    ("dead", "death"),
    ("decent", "decency"),
    ("deep", "depth"),
    ("dense", "density"),
    ("difficult", "difficulty"),
    ("diverse", "diversity"),
    ("easy", "ease"),
    ("efficient", "efficiency"),
    ("equal", "equality"),
    ("expensive", "high cost"),
    ("familiar", "familiarity"),
    ("far", "distance"),
    ("fast", "speed"),
    ("few", "small number"),
    ("fluent", "fluency"),
    ("free", "freedom"),
    ("frequent", "frequency"),
    ("good", "good quality"),
    ("heavy", "weight"),
    ("high", "high level"),
    ("honest", "honesty"),
    ("hot", "heat"),
    ("hungry", "hunger"),
    ("ill", "illness"),
    ("important", "importance"),
    ("intense", "intensity"),
    ("lacking", "lack"),
    ("large", "size"),
    ("less", "lack"),
    ("limited", "limits"),
    ("long", "length"),
    ("low", "low level"),
    ("loyal", "loyalty"),
    ("many", "number"),
    ("minimal", "lack"),
    ("much", "amount"),
    ("necessary", "need"),
    ("noisy", "noise"),
    ("old", "age"),
    ("poor", "poverty"),
    ("popular", "popularity"),
    ("pregnant", "pregnancy"),
    ("present", "presence"),
    ("proud", "pride"),
    ("quick", "speed"),
    ("quiet", "quiet"),
    ("rampant", "spread"),
    ("rare", "rarity"),
    ("ready", "readiness"),
    ("real", "reality"),
    ("rich", "wealth"),
    ("safe", "safety"),
    ("scarce", "scarcity"),
    ("secure", "security"),
    ("severe", "severity"),
    ("sick", "illness"),
    ("similar", "similarity"),
    ("small", "small size"),
    ("strong", "strength"),
    ("successful", "success"),
    ("sufficient", "sufficiency"),
    ("tall", "height"),
    ("transparent", "transparency"),
    ("true", "truth"),
    ("uncertain", "uncertainty"),
    ("unclear", "lack of clarity"),
    ("urgent", "urgency"),
    ("valid", "validity"),
    ("warm", "warmth"),
    ("wide", "width"),
    ("widespread", "spread"),
    ("wise", "wisdom"),
    ("young", "youth"),
];

/// The adjective as a noun: `certain` → `certainty`, by a table and the commonest endings, else *-ness*.
pub fn quality(gloss: &str) -> String {
    let adj = gloss.rsplit(' ').next().unwrap_or(gloss);
    if let Some((_, noun)) = QUALITIES.iter().find(|(quality, _)| *quality == adj) {
        return (*noun).to_owned();
    }
    match () {
        () if adj.ends_with("ble") => format!("{}ility", &adj[..adj.len() - 2]),
        () if adj.ends_with("ent") || adj.ends_with("ant") => format!("{}ce", &adj[..adj.len() - 1]),
        () if adj.ends_with("ive") || adj.ends_with("ile") => format!("{}ity", &adj[..adj.len() - 1]),
        () if adj.ends_with("al") || adj.ends_with("id") && adj.len() > 5 => format!("{adj}ity"),
        () if adj.ends_with('y') && adj.len() > 3 => format!("{}iness", &adj[..adj.len() - 1]),
        () => format!("{adj}ness"),
    }
}

/// The superlative of an adjective gloss: `big` → `biggest`, `effective` → `most effective`.
pub fn superlative(gloss: &str) -> String {
    compared(
        gloss,
        "est",
        "most",
        &[
            ("good", "best"),
            ("bad", "worst"),
            ("many", "most"),
            ("much", "most"),
            ("far", "farthest"),
            ("little", "least"),
        ],
    )
}

/// The comparative of an adjective gloss: `big` → `bigger`, `effective` → `more effective`.
pub fn comparative(gloss: &str) -> String {
    compared(
        gloss,
        "er",
        "more",
        &[
            ("good", "better"),
            ("bad", "worse"),
            ("many", "more"),
            ("much", "more"),
            ("far", "farther"),
            ("little", "less"),
        ],
    )
}

fn compared(gloss: &str, ending: &str, word: &str, irregular: &[(&str, &str)]) -> String {
    if let Some((_, form)) = irregular.iter().find(|(base, _)| *base == gloss) {
        return (*form).to_owned();
    }
    let b = gloss.as_bytes();
    let groups = b.windows(2).filter(|w| is_vowel(w[0]) && !is_vowel(w[1])).count()
        + usize::from(b.last().is_some_and(|&c| is_vowel(c) && c != b'e'));
    let short = groups <= 1 && !gloss.contains(' ') && !gloss.ends_with("ed")
        || (groups <= 2 && gloss.ends_with('y') && gloss.len() <= 6);
    match () {
        () if !short => format!("{word} {gloss}"),
        () if gloss.ends_with('e') => format!("{gloss}{}", &ending[1..]),
        () if gloss.ends_with('y') && b.len() > 2 && !is_vowel(b[b.len() - 2]) => {
            format!("{}i{ending}", &gloss[..gloss.len() - 1])
        }
        () if doubles(gloss) => format!("{gloss}{}{ending}", &gloss[gloss.len() - 1..]),
        () => format!("{gloss}{ending}"),
    }
}

/// The ordinal of a number: `21` → `21st`.
pub fn ordinal(n: u64) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A number in words: `125` → `one hundred twenty-five`.
pub fn cardinal(n: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const SCALES: [(u64, &str); 6] = [
        (1_000_000_000_000_000_000, "quintillion"),
        (1_000_000_000_000_000, "quadrillion"),
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1_000, "thousand"),
    ];
    let below = |n: u64, joint: &str| if n == 0 { String::new() } else { format!("{joint}{}", cardinal(n)) };
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 => format!("{}{}", TENS[n as usize / 10], below(n % 10, "-")),
        100..1000 => format!("{} hundred{}", cardinal(n / 100), below(n % 100, " ")),
        _ => {
            let (scale, name) = SCALES.into_iter().find(|(scale, _)| n >= *scale).expect("a thousand at least");
            format!("{} {name}{}", cardinal(n / scale), below(n % scale, " "))
        }
    }
}

/// The ordinal of a number word: `five` → `fifth`, `twenty-one` → `twenty-first`.
pub fn ordinal_word(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let (front, last) = word.rsplit_once([' ', '-']).map_or(("", word), |(_, l)| (&word[..word.len() - l.len()], l));
    let last = match IRREGULAR.iter().find(|(one, _)| *one == last) {
        Some((_, ordinal)) => (*ordinal).to_owned(),
        None => match last.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{last}th"),
        },
    };
    format!("{front}{last}")
}

/// Compares English text by its stems: Porter's second algorithm, with irregular forms led back to their base first.
pub struct StemKey {
    stemmer: Stemmer,
}

impl std::fmt::Debug for StemKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StemKey")
    }
}

impl Default for StemKey {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English) }
    }
}

impl StemKey {
    /// The stems of the words of `text`, in order, lower-cased.
    ///
    /// ```
    /// let key = padan::english::StemKey::default();
    /// assert_eq!(key.of("The talks were held"), key.of("the talk be holds"));
    /// ```
    pub fn of(&self, text: &str) -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|w| !w.is_empty())
            .map(|w| {
                // NGOs
                let w = w.strip_suffix('s').filter(|a| a.len() > 1 && a.chars().all(char::is_uppercase)).unwrap_or(w);
                let lower = w.to_lowercase();
                let word = lower.strip_suffix("'s").unwrap_or(&lower);
                let base = match word {
                    "is" | "are" | "am" | "were" | "being" => "be",
                    "has" => "have",
                    _ => IRREGULAR_VERBS
                        .iter()
                        .find(|(_, past, part)| *past == word || *part == word)
                        .map(|(base, ..)| *base)
                        .or_else(|| IRREGULAR_PLURALS.iter().find(|(_, many)| *many == word).map(|(one, _)| *one))
                        .unwrap_or(word),
                };
                self.stemmer.stem(base).into_owned()
            })
            .collect()
    }

    /// Whether `text` holds `phrase`, in whatever inflected form.
    pub fn holds(&self, text: &str, phrase: &str) -> bool {
        let (text, phrase) = (self.of(text), self.of(phrase));
        phrase.is_empty() || text.windows(phrase.len()).any(|w| w == phrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(f: impl Fn(&str) -> String, table: &[(&str, &str)]) {
        for (given, wanted) in table {
            assert_eq!(f(given), *wanted, "of {given}");
        }
    }

    #[test]
    fn inflects() {
        check(
            participle,
            &[
                ("announce", "announced"),
                ("carry out", "carried out"),
                ("stop", "stopped"),
                ("visit", "visited"),
                ("refer", "referred"),
                ("play", "played"),
                ("shoot at", "shot at"),
                ("fix", "fixed"),
            ],
        );
        check(
            gerund,
            &[
                ("announce", "announcing"),
                ("die", "dying"),
                ("see", "seeing"),
                ("run", "running"),
                ("visit", "visiting"),
                ("be able to", "being able to"),
            ],
        );
        check(
            agent,
            &[
                ("write", "writer"),
                ("carry", "carrier"),
                ("operate", "operator"),
                ("run", "runner"),
                ("inspect", "inspector"),
            ],
        );
        check(
            plural,
            &[
                ("country", "countries"),
                ("box", "boxes"),
                ("woman", "women"),
                ("foreign minister", "foreign ministers"),
                ("series", "series"),
                ("state of emergency", "states of emergency"),
                ("day", "days"),
                ("bus", "buses"),
                ("yen", "yen"),
                ("quiz", "quizzes"),
                ("waltz", "waltzes"),
                ("diagnosis", "diagnoses"),
                ("gas", "gases"),
                ("evidence", "evidence"),
                ("specimen", "specimens"),
                ("veto", "vetoes"),
            ],
        );
        check(
            superlative,
            &[
                ("big", "biggest"),
                ("new", "newest"),
                ("good", "best"),
                ("heavy", "heaviest"),
                ("effective", "most effective"),
                ("large", "largest"),
                ("tired", "most tired"),
            ],
        );
        check(
            quality,
            &[
                ("sad", "sadness"),
                ("possible", "possibility"),
                ("happy", "happiness"),
                ("present", "presence"),
                ("real", "reality"),
            ],
        );
        check(
            ordinal_word,
            &[("five", "fifth"), ("twenty", "twentieth"), ("ten", "tenth"), ("twenty one", "twenty first")],
        );
    }

    #[test]
    fn ordinals_of_figures() {
        assert_eq!([1, 2, 3, 11, 21, 72, 113].map(ordinal), ["1st", "2nd", "3rd", "11th", "21st", "72nd", "113th"]);
    }
}
