//! What a morpheme does in its place, where its form alone does not say: the pronoun *-nya* foremost.

use super::morpheme::{Morpheme, MorphemeKind};
use super::tag::GlossTag::{self, Actor, Advz, Coll, Def, First, Nmlz, Obj, Ord, Poss, Second, Sg, Third};

/// The function of a morpheme among the neighbours of its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Whose it is: *rumahnya* his house.
    Possessor,
    /// Object of a verb or preposition: *menemuinya* meet him, *padanya* to him.
    Object,
    /// Who does it, of a passive: *dikatakannya* said by him.
    Agent,
    /// Who speaks: *katanya* he said.
    Speaker,
    /// Makes definite: *keduanya* the two, *masalahnya* the problem is.
    Definite,
    /// Makes a noun of a clause: *naiknya harga* the rise in prices.
    Nominaliser,
    /// Makes an adverb: *akhirnya* finally.
    Adverbialiser,
    /// Which in a row: *negara kedua* the second country.
    Ordinal,
    /// All so many together: *kedua negara* both countries.
    Collective,
}

struct Row {
    role: Role,
    name: &'static str,
    /// The labels of *-ku*, *-mu* and *-nya* in this role.
    labels: [&'static [GlossTag]; 3],
}

/// One row a role.
const ROLES: &[Row] = &[
    Row { role: Role::Possessor, name: "possessor", labels: [&[First, Sg, Poss], &[Second, Sg, Poss], &[Third, Poss]] },
    Row { role: Role::Object, name: "object", labels: [&[First, Sg, Obj], &[Second, Sg, Obj], &[Third, Obj]] },
    Row { role: Role::Agent, name: "agent", labels: [&[First, Sg, Actor], &[Second, Sg, Actor], &[Third, Actor]] },
    Row { role: Role::Speaker, name: "speaker", labels: [&[First, Sg], &[Second, Sg], &[Third]] },
    Row { role: Role::Definite, name: "definite", labels: [&[Def]; 3] },
    Row { role: Role::Nominaliser, name: "nominaliser", labels: [&[Nmlz]; 3] },
    Row { role: Role::Adverbialiser, name: "adverbialiser", labels: [&[Advz]; 3] },
    Row { role: Role::Ordinal, name: "ordinal", labels: [&[Ord]; 3] },
    Row { role: Role::Collective, name: "collective", labels: [&[Coll]; 3] },
];

impl Role {
    /// Every role, in the order of declaration.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.iter().map(|row| row.role)
    }

    fn row(self) -> &'static Row {
        &ROLES[self as usize]
    }

    /// The word that outputs use.
    pub fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The labels of a morpheme of the form `form` in this role: `3.POSS` of *nya* as possessor.
    pub fn labels(self, form: &str) -> &'static [GlossTag] {
        let person = match form {
            "ku" => 0,
            "mu" => 1,
            _ => 2,
        };
        self.row().labels[person]
    }
}

/// The role of a morpheme of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleOf {
    /// Place of the morpheme in the token's reading.
    pub morpheme: usize,
    /// What it does.
    pub role: Role,
    /// Whether that is sure, and the morpheme has the label of the role. If not, it keeps the neutral one, and the role is a guess.
    pub sure: bool,
}

/// Whether a morpheme is a pronoun written after its host.
pub fn is_pronoun(morpheme: &Morpheme) -> bool {
    morpheme.kind == MorphemeKind::Enclitic && matches!(morpheme.form.as_ref(), "nya" | "ku" | "mu")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_roles() {
        for (n, row) in ROLES.iter().enumerate() {
            assert_eq!(row.role as usize, n, "{}", row.name);
        }
    }
}
