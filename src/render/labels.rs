//! Label profiles: the same annotation with the labels that another tradition uses, or a house.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Analysis, Document, Gloss, GlossTag, Morpheme, MorphemeKind};

/// Where the labels of grammatical morphemes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Profile {
    /// Those of padan: the Leipzig Glossing Rules and ours.
    #[default]
    Padan,
    /// The values of Universal Dependencies' features.
    Ud,
    /// Affixes as MorphInd writes them: their citation form.
    Morphind,
    /// Affixes as MALINDO Morph writes them, circumfixes as wholes, reduplication by its pattern.
    Malindo,
    /// English words instead of abbreviations.
    Plain,
}

impl Profile {
    /// Every profile, with the name that `--labels` takes and what it is.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Padan, "padan", "the Leipzig Glossing Rules and padan's own"),
        (Self::Ud, "ud", "values of Universal Dependencies' features: Act, Pass, Plur"),
        (Self::Morphind, "morphind", "affixes stand for themselves, as in MorphInd"),
        (Self::Malindo, "malindo", "affixes stand for themselves, as in MALINDO Morph"),
        (Self::Plain, "plain", "English words: ACTIVE, accidentally"),
    ];
}

/// Labels that Universal Dependencies and plain words have for ours, one row a label that they have another for.
const NAMES: &[(GlossTag, &str, &str)] = &[
    (GlossTag::First, "1", "I"),
    (GlossTag::Second, "2", "you"),
    (GlossTag::Third, "3", "he/she/it"),
    (GlossTag::Actor, "A", "by"),
    (GlossTag::Abil, "Pot", "can.be"),
    (GlossTag::Add, "ADD", "also"),
    (GlossTag::Advrs, "ADVRS", "suffer"),
    (GlossTag::Advz, "ADVZ", "in.the.way"),
    (GlossTag::Adjz, "ADJZ", "like"),
    (GlossTag::Agt, "AGT", "doer"),
    (GlossTag::Appl, "Appl", "with/for"),
    (GlossTag::Apprx, "APPRX", "about"),
    (GlossTag::Art, "Art", "the"),
    (GlossTag::Att, "ATT", "ish"),
    (GlossTag::Av, "Act", "ACTIVE"),
    (GlossTag::Caus, "Cau", "make"),
    (GlossTag::Clf, "Clf", "piece"),
    (GlossTag::Cmpr, "Cmp", "more"),
    (GlossTag::Coll, "Coll", "all"),
    (GlossTag::Cop, "Cop", "is"),
    (GlossTag::Def, "Def", "the"),
    (GlossTag::Dem, "Dem", "this/that"),
    (GlossTag::Dist, "Remt", "there"),
    (GlossTag::Equ, "Equ", "as"),
    (GlossTag::Excl, "Ex", "not.you"),
    (GlossTag::Excs, "EXCS", "too"),
    (GlossTag::Exist, "EXIST", "there.is"),
    (GlossTag::Foc, "FOC", "EMPHASIS"),
    (GlossTag::Fut, "Fut", "will"),
    (GlossTag::Imp, "Imp", "COMMAND"),
    (GlossTag::Incl, "In", "and.you"),
    (GlossTag::Indf, "Ind", "some"),
    (GlossTag::Intr, "Mid", "do/have"),
    (GlossTag::Ints, "INTS", "very"),
    (GlossTag::Ipfv, "Imp", "ongoing"),
    (GlossTag::Iter, "Iter", "repeatedly"),
    (GlossTag::Neg, "Neg", "not"),
    (GlossTag::Nmlz, "Vnoun", "thing"),
    (GlossTag::Nvol, "Pass", "accidentally"),
    (GlossTag::Obj, "Acc", "OBJECT"),
    (GlossTag::Ord, "Ord", "in.order"),
    (GlossTag::Pass, "Pass", "PASSIVE"),
    (GlossTag::Pers, "PERS", "PERSON"),
    (GlossTag::Pfv, "Perf", "already"),
    (GlossTag::Pl, "Plur", "many"),
    (GlossTag::Poss, "Poss", "own"),
    (GlossTag::Prog, "Prog", "now"),
    (GlossTag::Proh, "Neg", "do.not"),
    (GlossTag::Prox, "Prox", "here"),
    (GlossTag::Q, "Int", "QUESTION"),
    (GlossTag::Recp, "Rcp", "each.other"),
    (GlossTag::Red, "RED", "copy"),
    (GlossTag::Refl, "Reflex", "self"),
    (GlossTag::Rel, "Rel", "which"),
    (GlossTag::Res, "Res", "become"),
    (GlossTag::Sg, "Sing", "one"),
    (GlossTag::Sup, "Sup", "most"),
    (GlossTag::Tr, "Tr", "TRANSITIVE"),
    (GlossTag::Uv, "UV", "PASSIVE"),
];

/// A profile with what a house calls otherwise.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// The profile.
    pub profile: Profile,
    /// Labels of padan, whole (`3.POSS`) or single (`AV`), and what stands for them.
    pub house: BTreeMap<String, String>,
}

/// House labels that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LabelsError {
    /// The file is no TOML of the shape `[labels]`.
    #[error("{0}")]
    Toml(String),
    /// A label that padan does not have.
    #[error("padan has no label {0:?}; the legend of a glossed text lists them")]
    Unknown(String),
    /// A label that would break the line of glosses.
    #[error("the label {0:?} may have no blanks, hyphens, equals signs or tildes")]
    Joints(String),
}

impl Labels {
    /// Adds the table `[labels]` of `toml`: `AV = "ACT"`, `"3.POSS" = "3SG.POSS"`.
    ///
    /// ```
    /// use padan::render::Labels;
    /// let mut labels = Labels::default();
    /// labels.add_house("[labels]\nAV = \"ACT\"\n").unwrap();
    /// assert_eq!(labels.house["AV"], "ACT");
    /// assert!(labels.add_house("[labels]\nAVX = \"ACT\"\n").is_err());
    /// ```
    ///
    /// # Errors
    /// It is no such table, or names a label that padan does not have.
    pub fn add_house(&mut self, toml: &str) -> Result<(), LabelsError> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            labels: BTreeMap<String, String>,
        }
        let file: File = toml::from_str(toml).map_err(|e| LabelsError::Toml(e.to_string().trim_end().to_owned()))?;
        for (ours, theirs) in file.labels {
            if !ours.split('.').all(|part| crate::model::gloss_tags(part).next().is_some()) {
                return Err(LabelsError::Unknown(ours));
            }
            if theirs.is_empty() || theirs.contains([' ', '-', '=', '~', '\t', '\n']) {
                return Err(LabelsError::Joints(theirs));
            }
            self.house.insert(ours, theirs);
        }
        Ok(())
    }

    /// Whether nothing changes.
    pub fn is_default(&self) -> bool {
        self.profile == Profile::Padan && self.house.is_empty()
    }

    /// Writes the labels of `document` as the profile has them. Every format then prints them.
    pub fn apply(&self, document: &mut Document) {
        if self.is_default() {
            return;
        }
        let tokens = document.paragraphs.iter_mut().flat_map(|p| &mut p.sentences).flat_map(|s| &mut s.tokens);
        for token in tokens.filter(|t| !t.analyses.is_empty()) {
            let analyses: Vec<Analysis> = token.analyses.iter().map(|a| self.relabelled(a)).collect();
            token.analyses = Arc::from(analyses);
        }
    }

    fn relabelled(&self, analysis: &Analysis) -> Analysis {
        let mut out = analysis.clone();
        for m in &mut out.morphemes {
            if let Some(label) = self.label(m) {
                m.gloss = Gloss::Label(label.into());
            }
        }
        if let Some(Gloss::Label(label)) = &out.whole_gloss {
            out.whole_gloss = Some(Gloss::Label(self.text(label, &out.root).into()));
        }
        out
    }

    /// What stands for the label of `morpheme`; `None` if it has none.
    fn label(&self, morpheme: &Morpheme) -> Option<String> {
        let ours = match &morpheme.gloss {
            Gloss::Grammatical(_) | Gloss::Label(_) => morpheme.gloss.text(&morpheme.form),
            Gloss::Lexical(_) | Gloss::Unknown => return None,
        };
        let form = match (self.profile, morpheme.kind) {
            (Profile::Malindo, MorphemeKind::Copy) => "R\u{2011}penuh",
            (Profile::Morphind, MorphemeKind::Copy) => "RED",
            _ => &morpheme.form,
        };
        Some(self.text(&ours, form))
    }

    /// What stands for the label `ours` of a morpheme of the form `form`.
    fn text(&self, ours: &str, form: &str) -> String {
        if let Some(theirs) = self.house.get(ours) {
            return theirs.clone();
        }
        if matches!(self.profile, Profile::Morphind | Profile::Malindo) {
            return form.to_owned();
        }
        let part = |part: &str| {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (person, rest) = part.split_at(digits);
            match self.profile {
                Profile::Plain if !person.is_empty() && !rest.is_empty() => {
                    format!("{}.{}", self.tag(person), self.tag(rest))
                }
                _ => format!("{}{}", self.tag(person), self.tag(rest)),
            }
        };
        ours.split('.').map(part).collect::<Vec<_>>().join(".")
    }

    /// What stands for a single label; words of English stay.
    fn tag(&self, ours: &str) -> String {
        if let Some(theirs) = self.house.get(ours) {
            return theirs.clone();
        }
        let row = ours.parse::<GlossTag>().ok().and_then(|tag| NAMES.iter().find(|(t, _, _)| *t == tag));
        match (self.profile, row) {
            (Profile::Ud, Some((_, ud, _))) => (*ud).to_owned(),
            (Profile::Plain, Some((_, _, plain))) => (*plain).to_owned(),
            _ => ours.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_row() {
        for tag in GlossTag::ALL {
            assert_eq!(NAMES.iter().filter(|(t, _, _)| t == tag).count(), 1, "{tag}");
        }
    }

    #[test]
    fn profiles_name_labels() {
        let house = Labels {
            house: BTreeMap::from([("3.POSS".into(), "3SG".into()), ("AV".into(), "ACT".into())]),
            ..Labels::default()
        };
        let of = |profile| Labels { profile, ..Labels::default() };
        let table = [
            (of(Profile::Padan), "AV", "AV"),
            (of(Profile::Ud), "AV", "Act"),
            (of(Profile::Ud), "1PL.EXCL", "1Plur.Ex"),
            (of(Profile::Ud), "not.yet", "not.yet"),
            (of(Profile::Plain), "3.POSS", "he/she/it.own"),
            (of(Profile::Plain), "1PL.EXCL", "I.many.not.you"),
            (of(Profile::Morphind), "AV", "meN"),
            (house.clone(), "3.POSS", "3SG"),
            (house.clone(), "3.OBJ", "3.OBJ"),
            (house, "AV", "ACT"),
        ];
        for (labels, ours, theirs) in table {
            assert_eq!(labels.text(ours, "meN"), theirs, "{:?} {ours}", labels.profile);
        }
    }
}
