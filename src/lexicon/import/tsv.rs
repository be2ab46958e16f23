//! Lists: a form, a tab, its English, and perhaps another tab and the part of speech.

use std::path::Path;

use super::{Article, ImportError, Take, file};

pub(super) fn read(path: &Path, take: &mut Take<'_>) -> Result<(), ImportError> {
    file::each_line(path, |number, line| {
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let mut cells = line.split('\t');
        let (Some(form), Some(english)) = (cells.next(), cells.next()) else {
            return Err(ImportError::line(path, number, 1, "expected a form and its English, with a tab between them"));
        };
        let pos = cells.next().map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned);
        take(Article { form: form.to_owned(), pos, senses: vec![english.to_owned()] });
        Ok(())
    })
}
