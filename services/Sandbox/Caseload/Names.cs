namespace Tyokyky.Sandbox.Caseload;

/// <summary>Ordinary Finnish names, combined at random: nobody in particular.</summary>
internal static class Names
{
    public static readonly string[] Women =
    [
        "Aada", "Aila", "Anneli", "Anni", "Arja", "Eila", "Elina", "Emmi", "Hanna", "Heli", "Helmi", "Henna", "Iida", "Inkeri", "Irma", "Jaana", "Johanna",
        "Kaija", "Katri", "Kirsi", "Laura", "Leena", "Maija", "Marja", "Merja", "Mirja", "Nina", "Noora", "Oona", "Pirkko", "Päivi", "Raija", "Saara", "Sari",
        "Seija", "Sini", "Suvi", "Tarja", "Tiina", "Tuula", "Ulla", "Vilma",
    ];

    public static readonly string[] Men =
    [
        "Aki", "Aleksi", "Antti", "Ari", "Arto", "Eetu", "Erkki", "Esa", "Hannu", "Harri", "Heikki", "Ilkka", "Jari", "Joni", "Jouni", "Juha", "Jukka", "Kalle",
        "Kari", "Lasse", "Lauri", "Marko", "Matti", "Mika", "Mikko", "Niko", "Olli", "Onni", "Pasi", "Pekka", "Pentti", "Petri", "Risto", "Sami", "Seppo",
        "Tero", "Timo", "Tommi", "Tuomas", "Vesa", "Ville", "Väinö",
    ];

    public static readonly string[] Families =
    [
        "Aaltola", "Ahomaa", "Alakoski", "Haapasuo", "Hietaranta", "Honkavaara", "Jokikallio", "Järvenhaara", "Kaltiomaa", "Kangasniitty", "Karhuvaara",
        "Katajasuo", "Keloharju", "Kiveliö", "Koivuranta", "Korpisaari", "Kuusilampi", "Kylmäoja", "Lapinkorva", "Lehtovaara", "Lumiaho", "Metsäkero",
        "Mustikkaoja", "Myllykuru", "Nivalampi", "Niittykoski", "Oinaskuru", "Ojanlatva", "Ounasmaa", "Palokuru", "Petäjäsuo", "Pihlajakumpu", "Poroaitta",
        "Puolukkasuo", "Rantakuru", "Revonlatva", "Ruskavaara", "Sammalkuru", "Savilampi", "Suopursu", "Takakorpi", "Tunturimaa", "Tuomikuru", "Törmäkoski",
        "Uittolampi", "Vaarankorva", "Vitikkosuo", "Ylikuru",
    ];

    public static readonly (string Name, string Sector)[] Companies =
    [
        ("Mallikahvila Kataja Oy", "company"), ("Mallikonepaja Kero Oy", "company"), ("Mallisiivous Suopursu Oy", "company"),
        ("Mallikauppa Lumiaho Oy", "company"), ("Mallihotelli Tunturi Oy", "company"), ("Mallikuljetus Korpi Oy", "company"),
        ("Mallirakennus Hirsi Oy", "company"), ("Mallileipomo Rieska Oy", "company"), ("Mallikiinteistöhuolto Routa Oy", "company"),
        ("Malliravintola Ruska Oy", "company"), ("Mallisafarit Revontuli Oy", "company"), ("Mallivaraamo Pulkka Oy", "company"),
        ("Mallipuutarha Vanamo Oy", "company"), ("Mallipesula Puro Oy", "company"), ("Mallihoiva Kanerva Oy", "company"),
        ("Mallikirjanpito Luku Oy", "company"), ("Mallipaja Kelo Oy", "company"), ("Mallipuhelinpalvelu Kaiku Oy", "company"),
    ];

    public static readonly (string Name, string Sector)[] Municipal =
    [
        ("Esimerkkikaupunki, tekniset palvelut", "municipality"), ("Mallilan kunta", "municipality"), ("Esimerkkikaupungin Tilapalvelu Oy", "municipal-group"),
        ("Mallijärven kunta", "municipality"), ("Esimerkin Vesi ja Energia Oy", "municipal-group"),
    ];

    public static readonly (string Name, string Sector)[] ThirdSector =
    [
        ("Malliyhdistys Tuki ry", "association"), ("Mallityöpaja Kipinä ry", "association"), ("Mallityösäätiö Askel sr", "foundation"),
        ("Malliseura Liike ry", "association"), ("Mallikierrätys Uusio ry", "association"), ("Mallikulttuurisäätiö Lava sr", "foundation"),
    ];

    /// <summary>Titles with their ISCO-08 codes.</summary>
    public static readonly (string Title, string Occupation)[] Occupations =
    [
        ("keittiöapulainen", "9412"), ("siivooja", "9112"), ("toimistoavustaja", "4110"), ("varastotyöntekijä", "4321"), ("kaupan myyjä", "5223"),
        ("kiinteistönhoitaja", "5153"), ("hoitoapulainen", "5321"), ("puutarhatyöntekijä", "9214"), ("kuljettajan apumies", "9333"),
        ("koulunkäynninohjaaja", "5312"), ("leipomotyöntekijä", "7512"), ("asiakasneuvoja", "4222"), ("rakennuksen avustava työntekijä", "9313"),
        ("pesulatyöntekijä", "8157"), ("tarjoilija", "5131"), ("kokoonpanija", "8219"),
    ];
}
