//! Progress and interruption through the solver's C callback.

use std::ffi::{c_char, c_int, c_void};
use std::sync::atomic::Ordering;

use highs_sys::{
    Highs_setCallback, Highs_startCallback, HighsCallbackDataIn, HighsCallbackDataOut,
    kHighsCallbackMipImprovingSolution, kHighsCallbackMipInterrupt, kHighsCallbackMipLogging,
    kHighsCallbackSimplexInterrupt,
};

use super::{Limits, Progress};

/// What the callback reads and writes while the solver runs.
pub(super) struct Watch<'a> {
    pub limits: &'a Limits,
    pub on_progress: &'a (dyn Fn(Progress) + Sync),
    /// Whether the work limit asked the solver to stop.
    pub out_of_work: bool,
}

/// Connects `watch` to the solver.
///
/// # Safety
/// `highs` is a live solver, and `watch` outlives its run.
pub(super) unsafe fn connect(highs: *mut c_void, watch: *mut Watch<'_>) {
    // SAFETY: the caller promises both pointers; the statuses are not needed, since a callback
    // that cannot be set only means no progress display and no early stop.
    unsafe {
        Highs_setCallback(highs, Some(on_event), watch.cast());
        for kind in [
            kHighsCallbackMipLogging,
            kHighsCallbackMipImprovingSolution,
            kHighsCallbackMipInterrupt,
            kHighsCallbackSimplexInterrupt,
        ] {
            Highs_startCallback(highs, kind);
        }
    }
}

unsafe extern "C" fn on_event(
    kind: c_int,
    _message: *const c_char,
    data_out: *const HighsCallbackDataOut,
    data_in: *mut HighsCallbackDataIn,
    user: *mut c_void,
) {
    // SAFETY: the solver passes live records, and `user` is the `Watch` given to `connect`.
    let (out, watch) = unsafe { (&*data_out, &mut *user.cast::<Watch<'_>>()) };
    if kind == kHighsCallbackMipInterrupt || kind == kHighsCallbackSimplexInterrupt {
        let done = out
            .mip_total_lp_iterations
            .max(i64::from(out.simplex_iteration_count));
        watch.out_of_work |= watch
            .limits
            .work
            .is_some_and(|limit| u64::try_from(done).is_ok_and(|done| done >= limit));
        let stop = watch.out_of_work || watch.limits.interrupt.load(Ordering::Relaxed);
        // SAFETY: for interrupt events the solver passes a record to answer in.
        unsafe { (*data_in).user_interrupt = c_int::from(stop) };
    } else {
        (watch.on_progress)(Progress {
            seconds: out.running_time,
            cost: finite(out.mip_primal_bound),
            bound: finite(out.mip_dual_bound),
            nodes: u64::try_from(out.mip_node_count).unwrap_or(0),
        });
    }
}

/// The value, unless it stands for "none".
pub(super) fn finite(value: f64) -> Option<f64> {
    const NONE_FROM: f64 = 1e29;
    (value.abs() < NONE_FROM).then_some(value)
}
