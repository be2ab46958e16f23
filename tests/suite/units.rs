//! Words and units in their place: the English that a reader must see above them.

use padan::text::SourceText;

use crate::annotator;

/// A sentence, the words of a unit in it or a word, and its English.
const IN_PLACE: &[(&str, &str, &str)] = &[
    // Sides of places, before and behind their name.
    ("Pasukan tiba di selatan Somalia.", "selatan Somalia", "southern Somalia"),
    ("Pasukan tiba di Somalia selatan.", "Somalia selatan", "southern Somalia"),
    ("Bentrokan pecah di bagian utara Irak.", "bagian utara Irak", "northern part of Iraq"),
    ("Badai melanda pantai timur Amerika Serikat.", "pantai timur Amerika Serikat", "US east coast"),
    // Persons whom things belong to, and others.
    ("Warga menonton pidato presiden di balai.", "pidato presiden", "president's speech"),
    ("Warga mengutuk serangan teroris di pasar.", "serangan teroris", "terrorist attack"),
    // Modifiers that a conjunction joins, also behind a listed phrase; what opens is a phrase still.
    (
        "Kedua menteri membahas hubungan politik dan ekonomi.",
        "hubungan politik dan ekonomi",
        "political and economic relations",
    ),
    ("Kedua menteri membahas hubungan politik dan ekonomi.", "hubungan politik", "political relations"),
    ("Mereka mengubah kebijakan fiskal dan moneter.", "kebijakan fiskal dan moneter", "fiscal and monetary policy"),
    (
        "Kementerian Perdagangan dan Industri menolak.",
        "Kementerian Perdagangan dan Industri",
        "ministry of trade and industry",
    ),
    (
        "Kedua pihak memperluas kerja sama ekonomi, sosial, dan budaya.",
        "kerja sama ekonomi , sosial , dan budaya",
        "economic, social and cultural cooperation",
    ),
    ("Tim itu bertemu pejabat sipil atau militer.", "pejabat sipil atau militer", "civilian or military official"),
    ("Mereka tinggal dalam suasana tenang dan damai.", "suasana tenang dan damai", "calm and peaceful atmosphere"),
    ("Kemarin pasukan Turki dan Rusia tiba.", "pasukan Turki dan Rusia", "Turkish and Russian troops"),
    ("Para pemimpin Kroasia dan Serbia bertemu.", "pemimpin Kroasia dan Serbia", "Croatian and Serbian leaders"),
    // What stands behind a name stays with it; what a noun says of a name does not.
    ("Gempa melanda kota Jepang utara.", "kota Jepang utara", "city of northern Japan"),
    ("Seorang anggota DPR Jepang mundur.", "anggota DPR Jepang", "member of Japanese House of Representatives"),
    ("Gempa mengguncang ibu kota Meksiko Mexico City.", "ibu kota Meksiko Mexico City", "Mexican capital Mexico City"),
    ("Terdakwa dijatuhi hukuman penjara.", "dijatuhi hukuman penjara", "be sentenced to prison"),
    ("Menurut Rudi Hakim, jalan itu rusak.", "Rudi Hakim", "Rudi Hakim"),
    ("MEDAN (Kabar Pagi) - Hujan lebat turun kemarin.", "Kabar Pagi", "Kabar Pagi"),
    ("Medan (Pos) - hujan lebat turun kemarin.", "Pos", "Pos"),
    ("Ekspor naik dalam enam triwulan terakhir.", "enam triwulan terakhir", "last six quarters"),
    ("Kurs rupiah naik tajam.", "Kurs rupiah", "rupiah exchange rate"),
    ("Kepada para wartawan Hartono mengaku lelah.", "wartawan", "reporter"),
    ("Bank Islam Brunei mengeluh.", "Bank Islam Brunei", "Bank Islam Brunei"),
    ("Warga Kanada keturunan Iran itu ditahan.", "Warga Kanada", "Canadian citizen"),
    ("Ekspor tekstil Vietnam periode Januari naik.", "Ekspor tekstil Vietnam", "Vietnamese textile export"),
    // What likens stands behind its noun; so does a measure.
    ("Kasus seperti itu jarang terjadi.", "Kasus seperti itu", "case like that"),
    ("Air mendidih pada suhu 100 derajat Celsius.", "suhu 100 derajat", "temperature of 100 degrees"),
    ("Meriam 15 inci dipasang di kapal itu.", "Meriam 15 inci", "15-inch gun"),
    ("Kontrak dua tahun itu ditandatangani.", "Kontrak dua tahun", "two-year contract"),
    ("Bocah lima tahun itu hilang.", "Bocah lima tahun", "five-year-old child"),
    ("Pada usia 17 tahun ia merantau.", "usia 17 tahun", "age of 17"),
    ("Proyek itu selesai dalam waktu enam bulan.", "waktu enam bulan", "six months"),
    ("Desa itu ada di lembah 30 kilometer dari Kabul.", "30 kilometer", "30 kilometres"),
    ("Harga beras naik 2,5–3,5 persen.", "2,5–3,5 persen", "2.5–3.5 per cent"),
    ("Menurut polisi, beberapa ratus orang ditahan.", "beberapa ratus orang", "several hundred people"),
    ("Tim itu lolos ke babak 16 besar.", "babak 16 besar", "round of 16"),
    ("Ia masuk 10 besar dunia.", "10 besar", "top 10"),
    (
        "Seorang pejabat senior Departemen Luar Negeri hadir.",
        "pejabat senior Departemen Luar Negeri",
        "senior foreign ministry official",
    ),
    // What is said of a noun is no part of it.
    ("Pemerintah memastikan stok bahan bakar aman hingga Maret.", "stok bahan bakar", "fuel stock"),
    ("Ia meminta agar kualitas udara Jakarta bersih.", "kualitas udara Jakarta", "Jakarta air quality"),
    ("Serangan itu membuat warga resah.", "warga", "resident"),
    ("Mobil presiden rusak.", "Mobil presiden", "president's car"),
    ("Kuota internet habis pada pagi hari.", "Kuota internet", "internet quota"),
    ("Warga lalu melapor kepada polisi.", "lalu", "then"),
    ("Ia tewas pekan lalu menurut polisi.", "pekan lalu", "last week"),
    ("Asap rokok berbahaya bagi kesehatan.", "berbahaya", "dangerous"),
    ("Varian baru lebih mudah menular.", "Varian baru", "new variant"),
    ("Harga naik karena stok solar langka.", "stok solar", "diesel fuel stock"),
    ("Penelitian baru menunjukkan hal itu.", "Penelitian baru", "new study"),
    ("Gedung sekolah baru dibangun di sana.", "Gedung sekolah", "school building"),
    ("Ketegangan tinggi di Gaza mereda kemarin.", "Ketegangan tinggi", "high tension"),
    ("Pilih gambar kapal lalu tekan tombol.", "gambar kapal", "ship picture"),
    // What makes or gets something, with a hyphen behind it.
    ("Negara penghasil kapas itu setuju.", "Negara penghasil kapas", "cotton-producing country"),
    ("Ia menonton film peraih piala Oscar.", "film peraih piala Oscar", "Oscar-winning film"),
    ("Kelompok pemburu itu ditangkap.", "Kelompok pemburu", "hunter group"),
    // How many are taken together, and who was so once.
    ("Polisi menangkap sekelompok warga Iran.", "sekelompok warga Iran", "a group of Iranian citizens"),
    ("Dokter melakukan serangkaian tes kemarin.", "serangkaian tes", "a series of tests"),
    ("Ia membeli sebotol air mineral.", "sebotol air mineral", "a bottle of mineral water"),
    ("Mantan tawanan perang Inggris itu dirawat.", "Mantan tawanan perang Inggris", "former British prisoner of war"),
    ("Mantan wakil presiden itu dirawat.", "Mantan wakil presiden", "former vice president"),
    ("Tiga negara anggota NATO setuju.", "negara anggota NATO", "NATO member states"),
    ("Kota itu memiliki miliuner terbanyak.", "miliuner terbanyak", "most millionaires"),
    ("Bunga kredit kendaraan bermotor KKB turun.", "kredit kendaraan bermotor", "motor vehicle loan"),
    ("Mereka mendesak dua Korea berunding.", "dua Korea", "two Koreas"),
    // Titles with what they are of, and the name.
    ("Kemarin Presiden AS George W. Bush tiba.", "Presiden AS George W. Bush", "US President George W. Bush"),
    (
        "Ia menemui menteri luar negeri Rusia Sergei Lavrov.",
        "menteri luar negeri Rusia Sergei Lavrov",
        "Russian foreign minister Sergei Lavrov",
    ),
    // Of two phrases that share a word, the second, unless the first is more than its words.
    ("Harga minyak goreng naik.", "Harga minyak goreng", "cooking oil price"),
    ("Pasokan air bersih terhenti kemarin.", "Pasokan air bersih", "clean water supply"),
    ("Suku bunga deposito turun kemarin.", "Suku bunga", "interest rate"),
    // Plurals behind of.
    ("Mereka memikirkan kesejahteraan anak-anak.", "kesejahteraan anak-anak", "welfare of children"),
    ("Kenaikan harga-harga itu dikeluhkan warga.", "Kenaikan harga-harga", "increase in prices"),
    // Made somewhere, and one of its kind by a figure.
    ("Mobil buatan Jerman itu mahal.", "Mobil buatan Jerman", "German-made car"),
    ("Rumah tipe 45 itu dijual.", "tipe 45", "type 45"),
    ("Gempa mengguncang pantai barat Sumatra.", "pantai barat Sumatra", "west coast of Sumatra"),
    // Ranks belong to the name behind them, names to the company or the nation before them.
    ("Kapolsek Cengkareng Kompol Hasoloan hadir.", "Kapolsek Cengkareng", "Cengkareng subdistrict police chief"),
    (
        "Kemarin produsen mobil Jerman Volkswagen merugi.",
        "produsen mobil Jerman Volkswagen",
        "German carmaker Volkswagen",
    ),
    ("Kini raksasa teknologi Google digugat.", "raksasa teknologi Google", "tech giant Google"),
    // Qualities stand before nations, years before their noun.
    ("Penyanyi populer Indonesia itu tiba.", "Penyanyi populer Indonesia", "popular Indonesian singer"),
    ("Pemilihan presiden 2004 digelar kemarin.", "Pemilihan presiden 2004", "2004 presidential election"),
    ("Laba naik pada kuartal pertama 2007.", "kuartal pertama 2007", "first quarter of 2007"),
    ("Gempa melanda Pulau Nias kemarin.", "Pulau Nias", "Nias Island"),
    ("Mereka membahas anggaran 2008.", "anggaran 2008", "2008 budget"),
    ("Dewan mengesahkan resolusi 1929.", "resolusi 1929", "resolution 1929"),
    ("Gelombang unjuk rasa mahasiswa berlanjut.", "Gelombang unjuk rasa mahasiswa", "wave of student protests"),
    ("Topan kategori lima itu mendekat.", "kategori lima", "category five"),
    ("Tangan pasien itu dingin.", "Tangan pasien", "patient's hand"),
    ("Penggunaan aset Rusia dibahas.", "aset Rusia", "Russian asset"),
    ("Produksi naik 576 ribu barel.", "576 ribu barel", "576,000 barrels"),
    ("Hubungan AS-China memburuk.", "AS-China", "US-China"),
    // Places keep their names, whatever the words mean.
    ("Warga Desa Karang Anyar mengungsi.", "Desa Karang Anyar", "Karang Anyar Village"),
    ("Banjir melanda Kecamatan Panti kemarin.", "Kecamatan Panti", "Panti Subdistrict"),
    ("Kebakaran terjadi di Jalan Pahlawan kemarin.", "Jalan Pahlawan", "Jalan Pahlawan"),
    ("Kecelakaan terjadi di Jalan Tol Cipularang kemarin.", "Jalan Tol", "toll road"),
    ("Api cepat merambat ke rumah lain.", "Api", "fire"),
    ("Kebijakan itu membuat petani lebih sejahtera.", "petani", "farmer"),
    ("Pelonggaran hubungan itu disambut.", "Pelonggaran hubungan", "easing of relations"),
    ("Perundingan putaran kedua digelar di Riyadh.", "Perundingan putaran kedua", "second-round talks"),
    ("Ia memulai lawatan empat hari ke Tokyo.", "lawatan empat hari", "four-day visit"),
    ("Israel melancarkan Operasi Cast Lead di Gaza.", "Operasi Cast Lead", "Operation Cast Lead"),
    ("Harganya Rp 100 ribu.", "Rp 100 ribu", "Rp 100,000"),
    ("Ia anggota lama. Partai Komunis Jepang menang.", "Partai Komunis Jepang", "Japanese Communist Party"),
    ("Ia berlaga di Olimpiade Paris.", "Olimpiade Paris", "Paris Olympics"),
    ("Sejarah mencatat Gerakan 30 September itu.", "Gerakan 30 September", "30 September Movement"),
    // Verbs of saying right behind a quotation.
    ("\"Kami menolak,\" tegas Menaker.", "tegas", "stress"),
    ("\"Kami tahu,\" bisik Rani.", "bisik", "whisper"),
    // Numbers that name a thing, or say which of its kind it is.
    ("Ia mengenakan jersi nomor sembilan.", "nomor sembilan", "number nine"),
    ("KTT ke-46 ASEAN dibuka kemarin.", "KTT ke-46 ASEAN", "46th ASEAN summit"),
    ("Harganya Rp 300 jutaan.", "Rp 300 jutaan", "around Rp 300 million"),
    // Capitals by their name, and countries side by side.
    ("Bom meledak di ibu kota Kabul.", "ibu kota Kabul", "capital Kabul"),
    ("Paris adalah ibu kota Prancis.", "ibu kota Prancis", "French capital"),
    ("Kini hubungan AS-Korea Selatan membaik.", "hubungan AS-Korea Selatan", "US-South Korea relations"),
    ("Perundingan Korea Utara-Korea Selatan gagal.", "Korea Utara-Korea Selatan", "North Korea-South Korea"),
    // Bodies are no persons that a title stands before.
    ("Ketua Dewan HAM berpidato kemarin.", "Ketua Dewan HAM", "Human Rights Council chair"),
    // Names behind the word for their kind.
    ("Kebakaran melanda Desa Kalongan kemarin.", "Desa Kalongan", "Kalongan Village"),
    ("Kecelakaan terjadi di Jalan Teuku Umar kemarin.", "Jalan Teuku Umar", "Jalan Teuku Umar"),
    ("Ribuan warga Desa Sukamaju mengungsi.", "Desa Sukamaju", "Sukamaju Village"),
    // Persons are addressed by a title, even where the name is a word too.
    ("Bu Dharma menghadiri rapat.", "Bu Dharma", "Mrs Dharma"),
    ("Kebijakan mantan presiden AS itu dikritik.", "mantan presiden AS", "former US president"),
    // What names its kind already does not take it twice.
    ("Warga menanam pohon randu di sana.", "pohon randu", "kapok tree"),
    ("Tajuk pohon randu menjulang di sana.", "Tajuk pohon randu", "kapok tree crown"),
    ("Rapat digelar pada 12-14 Oktober 2025.", "12-14 Oktober 2025", "12-14 October 2025"),
    ("Ia sakit selama tiga hari terakhir ini.", "tiga hari terakhir ini", "last three days"),
    ("Pesawat Sri Lanka Airlines tiba.", "Sri Lanka Airlines", "Sri Lanka Airlines"),
    // Capitals in brackets stand for the name before them, whatever they say when they are small.
    ("Dewan Adat Nasional (DAN) bertemu. DAN menolak.", "DAN", "National Customary Council"),
    ("Yayasan Jaringan Amal Muda (JAM) bertemu.", "JAM", "JAM"),
    ("Rapat itu DAN pemilihan ditunda.", "DAN", "and"),
    // Names of waters and heights stay, and so do qualities behind names that nothing is known of.
    ("Mereka memancing di Danau Lindu.", "Danau Lindu", "Lake Lindu"),
    ("Kantor itu berada di kecamatan Lembar.", "Lembar", "Lembar"),
    ("Sudah dua kali Presiden datang.", "Presiden", "president"),
    ("Kantor itu ada di Cibulakan Baru sejak lama.", "Cibulakan Baru", "Cibulakan Baru"),
    ("Pasukan tiba di Somalia Selatan kemarin.", "Somalia Selatan", "southern Somalia"),
    // Verbs with what belongs to them.
    ("Polisi melakukan pemeriksaan terhadap saksi.", "melakukan pemeriksaan", "conduct examination"),
    (
        "Iran melakukan uji coba rudal jarak jauh.",
        "melakukan uji coba rudal jarak jauh",
        "conduct long-range missile test",
    ),
    ("Koalisi yang dipimpin AS menyerang.", "dipimpin AS", "be led by the US"),
    (
        "Pengeboman itu dikecam sekretaris jenderal PBB.",
        "dikecam sekretaris jenderal PBB",
        "be condemned by UN secretary-general",
    ),
    ("Program yang didukung militer itu gagal.", "didukung militer", "be supported by military"),
    ("Data yang akan dilaporkan Bank Dunia itu baru.", "dilaporkan Bank Dunia", "be reported by World Bank"),
    // Degrees of qualities.
    ("Mereka mencari cara paling murah.", "cara paling murah", "cheapest way"),
    ("Jalan itu lebih sempit.", "lebih sempit", "narrower"),
    ("Ia penyair muda paling terkenal.", "penyair muda", "young poet"),
    // A quality with -nya and no noun before it is the person who has it.
    ("Petenis itu mengalahkan seniornya.", "seniornya", "senior"),
    // Names of companies by what closes them; currencies apart from their figures.
    ("Nilai saham Indonesia Timber Limited turun.", "Indonesia Timber Limited", "Indonesia Timber Limited"),
    ("Direktur Toyota Motor Corporation hadir.", "Toyota Motor Corporation", "Toyota Motor Corporation"),
    ("Nilai taksiran US$ 2,7 milyar itu naik.", "US$ 2,7 milyar", "US$2.7 billion"),
    ("Harganya Rp. 5 juta.", "Rp. 5 juta", "Rp 5 million"),
    ("Harganya Rp.500 ribu.", "Rp. 500 ribu", "Rp 500,000"),
    // Names of several words keep their order; a company is no person.
    ("Mereka mengikuti latihan Garuda Shield kemarin.", "latihan Garuda Shield", "Garuda Shield training"),
    ("Mereka melihat helikopter Apache AS kemarin.", "helikopter Apache AS", "US Apache helicopter"),
    ("Polisi memeriksa karyawan PT Maju Sentosa kemarin.", "karyawan PT Maju Sentosa", "PT Maju Sentosa employee"),
    // Persons whom something belongs to.
    ("Dokter memeriksa jenazah aktor itu.", "jenazah aktor", "actor's body"),
    // An abbreviation is in capitals, whatever stands near the word of its letters.
    ("Pesawat itu jatuh di laut.", "di", "in"),
    // Decades, and sums that are names.
    ("Ia berusia dua puluhan tahun.", "dua puluhan tahun", "twenties"),
    ("Gol itu tercipta pada menit 90+3.", "90+3", "90+3"),
    ("Harga turun pada H+2 Lebaran.", "H+2", "H+2"),
    // Letters and words of order.
    ("Klub itu turun ke Seri B.", "B", "B"),
    ("Timnas berada di Grup B bersama Jepang.", "Grup B", "Group B"),
    ("Pertemuan kedua digelar hari ini.", "Pertemuan kedua", "second meeting"),
    ("Putaran itu dimulai pada abad ke-21.", "abad ke-21", "21st century"),
    // What a number counts is plural; a year counts nothing.
    ("Ada 34 pasal konstitusi yang diubah.", "pasal konstitusi", "constitutional articles"),
    ("Para pemimpin ASEAN bertemu kemarin.", "pemimpin ASEAN", "ASEAN leaders"),
    ("Beberapa kapal perang Rusia tiba.", "kapal perang Rusia", "Russian warships"),
    ("Pada 2005 pasal konstitusi itu diubah.", "pasal konstitusi", "constitutional article"),
    // Sides and parts of what follows; names take no article and stay one.
    ("Bentrokan pecah di selatan negara itu.", "selatan negara", "south of the country"),
    ("Gempa itu merusak pinggiran Baghdad.", "pinggiran Baghdad", "outskirts of Baghdad"),
    ("Mereka mengikuti rombongan Abe kemarin.", "rombongan Abe", "entourage of Abe"),
    // What people feel is said of them.
    ("Pelaku pasar khawatir harga naik.", "Pelaku pasar", "market player"),
    // An abbreviation after its words says the same again.
    ("Modal usaha kecil dan menengah UKM kurang.", "usaha kecil dan menengah", "small and medium enterprises"),
    // Abbreviations in their capitals are no other words of these letters.
    ("Pemerintah membahas laporan BPK tahun lalu.", "BPK", "Supreme Audit Agency"),
    ("Laporan itu disusun BPK.", "BPK", "Supreme Audit Agency"),
    ("Kantor berita DPA mengutip laporan itu.", "DPA", "DPA"),
    // Qualities after a word of degree, and states that no ending names.
    ("Betapa pentingnya pendidikan bagi mereka.", "pentingnya", "important"),
    ("Tercemarnya sungai itu disesalkan.", "Tercemarnya", "being polluted"),
    // All of a place; copies of variant spellings; a slip within a word that is none.
    ("Kejuaraan se-Asia dibuka kemarin.", "se-Asia", "across Asia"),
    ("Ia melunasi hutang-hutang keluarganya.", "hutang-hutang", "debts"),
    ("Hal itu diketahui kemarin.", "diketahui", "be known"),
    // What is also a place is that place in capitals; a word is no other word with a clitic.
    ("Makanan khas Padang itu pedas.", "Padang", "Padang"),
    ("Makalah itu membahas perubahan iklim.", "Makalah", "paper"),
    // Words joined by hyphens.
    ("Warga membayar iuran listrik-gas-air setiap bulan.", "listrik-gas-air", "electricity-gas-water"),
    // Phrases of verbs are inflected inside.
    ("Keluarga sudah diberi tahu kemarin.", "diberi tahu", "be informed"),
    // Prepositions written together with their noun; clitics behind such a spelling.
    ("Mereka tinggal didalam rumah.", "didalam", "in"),
    ("Hotel itu terkenal diseluruh negeri.", "diseluruh", "throughout"),
    ("Pejabat itu terbang kedaerah.", "kedaerah", "to region"),
    ("Barang didalamnya hilang.", "didalamnya", "inside"),
    // A verb and the quality that its active has become.
    ("Kondisi korban itu menentukan.", "menentukan", "decisive"),
    ("Nasib mereka ditentukan oleh hakim.", "ditentukan", "be determined"),
    ("Kurang efektifnya sanksi membuat mereka kecewa.", "efektifnya", "effectiveness"),
];

#[test]
fn words_and_units_have_their_english() {
    let annotator = annotator();
    let mut worker = annotator.worker();
    let mut wrong = Vec::new();
    for &(sentence, words, english) in IN_PLACE {
        let document = worker.annotate(SourceText::from_text("-", sentence));
        let text = |span: padan::text::Span| document.text(span);
        let units = document.sentences().flat_map(|s| {
            s.units.iter().map(|u| {
                let forms: Vec<&str> = u.tokens.iter().map(|&t| text(s.tokens[t].span)).collect();
                (forms.join(" "), u.gloss.clone())
            })
        });
        let tokens =
            document.sentences().flat_map(|s| &s.tokens).map(|t| (text(t.span).to_owned(), t.gloss.to_string()));
        let found: Vec<String> =
            units.chain(tokens).filter(|(form, _)| form == words).map(|(_, gloss)| gloss).collect();
        if !found.iter().any(|gloss| gloss == english) {
            wrong.push(format!("{sentence}: {words} is {found:?}, not {english:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sentences with words that stand side by side in them and are no unit: the second says something of the first.
const APART: &[(&str, &str)] = &[
    ("Hakim menyatakan terdakwa tidak bersalah.", "terdakwa tidak bersalah"),
    ("Korelasi tidak sama dengan sebab-akibat.", "Korelasi tidak sama dengan sebab-akibat"),
    ("Kotak kayu yang disebut peti itu rusak.", "Kotak kayu yang disebut peti"),
    ("Rapat digelar Senin malam pukul delapan.", "malam pukul"),
    ("Pembaca membuat penulis jenuh.", "penulis jenuh"),
    ("Jika harga minyak mahal, inflasi naik.", "harga minyak mahal"),
    ("Selama ini koperasi lebih sering membeli beras.", "koperasi lebih sering"),
    ("Petinju itu dijuluki Macan Asia.", "dijuluki Macan Asia"),
    ("Produk itu diminati investor asing.", "diminati investor asing"),
    ("Pelaku yang dirahasiakan namanya itu kabur.", "dirahasiakan namanya"),
    ("Mobil yang dipasangi bom itu meledak.", "dipasangi bom"),
    ("Rapat yang digelar akhir bulan lalu gagal.", "digelar akhir bulan lalu"),
    ("Media melaporkan Iran menolak, dan diharapkan Rusia setuju.", "diharapkan Rusia"),
    ("Kemarin ditandatangani perjanjian damai.", "ditandatangani perjanjian damai"),
    ("Beras dijual dengan harga Rp 500 per liter.", "harga Rp"),
    ("Warga menuntut dilakukannya perundingan.", "dilakukannya perundingan"),
    // Conjunctions that join more than modifiers.
    ("Pameran itu memuat produk lokal dan investasi.", "produk lokal dan investasi"),
    ("Pertemuan antara pemerintah Turki dan Rusia batal.", "pemerintah Turki dan Rusia"),
    ("Rumahnya besar dan Indah menyukainya.", "besar dan Indah"),
    ("Suasana tenang dan damai.", "Suasana tenang dan damai"),
    ("Ada pemain baik muda maupun tua di sana.", "pemain baik muda maupun tua"),
    ("Mereka mengulas ekonomi dan politik dunia.", "ekonomi dan politik dunia"),
    ("Ia ditahan di penjara Peru, dan Brasil meminta ekstradisinya.", "penjara Peru , dan Brasil"),
];

#[test]
fn what_is_said_of_a_noun_is_no_part_of_its_phrase() {
    let annotator = annotator();
    let mut worker = annotator.worker();
    for &(sentence, words) in APART {
        let document = worker.annotate(SourceText::from_text("-", sentence));
        let units =
            document.sentences().flat_map(|s| s.units.iter().map(|u| document.words(s, &u.tokens).into_owned()));
        let found: Vec<String> = units.filter(|form| form == words).collect();
        assert!(found.is_empty(), "{sentence}: {found:?}");
    }
}

#[test]
fn passives_whose_object_is_their_subject_are_no_units() {
    let annotator = annotator();
    let document = annotator.worker().annotate(SourceText::from_text("-", "Kemarin ditandatangani perjanjian damai."));
    let found: Vec<_> = document.sentences().flat_map(|s| &s.units).map(|u| u.gloss.as_str()).collect();
    assert!(!found.iter().any(|gloss| gloss.starts_with("be signed")), "{found:?}");
}
