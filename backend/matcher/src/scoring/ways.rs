//! The widest instructions that this machine has, asked once.
//!
//! What is to run fast is a [`Task`] of plain Rust over arrays, compiled once for each kind of processor. All give the
//! same numbers: tests compare them.

/// Work that is worth wide instructions. `run` must be `#[inline(always)]`, so that it is compiled with its caller.
pub trait Task {
    fn run(self);
}

/// Which of the compiled ways to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Way {
    /// All that this machine can run, the best last.
    pub fn all() -> Vec<Self> {
        #[allow(unused_mut, reason = "there is one way alone on other machines")]
        let mut ways = vec![Self::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            let has_avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt");
            if has_avx2 {
                ways.push(Self::Avx2);
            }
            if has_avx2
                && is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vpopcntdq")
            {
                ways.push(Self::Avx512);
            }
        }
        ways
    }

    pub fn best() -> Self {
        Self::all().last().copied().unwrap_or(Self::Plain)
    }

    #[allow(unsafe_code, reason = "only a check at run time says that the processor has the instructions")]
    pub fn run(self, task: impl Task) {
        match self {
            Self::Plain => task.run(),
            // SAFETY: `all` gave this way, after asking for every feature named below.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => unsafe { in_avx2(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => unsafe { in_avx512(task) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn in_avx2(task: impl Task) {
    task.run();
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq")]
fn in_avx512(task: impl Task) {
    task.run();
}
