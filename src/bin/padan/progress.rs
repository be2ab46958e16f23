//! The progress bar of long runs, on standard error.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over `texts`. It shows itself only on a terminal, only when there is more than one text, and never when `quiet`.
pub fn bar(texts: usize, quiet: bool) -> ProgressBar {
    if quiet || texts < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(texts as u64), ProgressDrawTarget::stderr_with_hz(5));
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len} texts  {elapsed} (left {eta})  {wide_msg}");
    bar.set_style(style.expect("a template of known keys"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
