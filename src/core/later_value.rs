//! What may never be looked at, made when it first is.

use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

/// A value that is either there, or made when somebody first looks at it. Nobody can tell which.
pub struct LaterValue<T>(Readiness<T>);

type Maker<T> = Box<dyn FnOnce() -> T + Send>;

enum Readiness<T> {
    There(T),
    Later(LazyLock<T, Maker<T>>),
}

impl<T> LaterValue<T> {
    /// A value that is made when it is first looked at.
    pub(crate) fn made_by(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Readiness::Later(LazyLock::new(Box::new(make))))
    }
}

impl<T: Clone> LaterValue<T> {
    /// The value itself.
    pub(crate) fn into_value(self) -> T {
        match self.0 {
            Readiness::There(value) => value,
            Readiness::Later(value) => T::clone(&value),
        }
    }
}

impl<T> From<T> for LaterValue<T> {
    fn from(value: T) -> Self {
        Self(Readiness::There(value))
    }
}

impl<T> Deref for LaterValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Readiness::There(value) => value,
            Readiness::Later(value) => value,
        }
    }
}

impl<T: Clone> Clone for LaterValue<T> {
    fn clone(&self) -> Self {
        Self::from(T::clone(self))
    }
}

impl<T: Default> Default for LaterValue<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T: PartialEq> PartialEq for LaterValue<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for LaterValue<T> {}

impl<T: fmt::Debug> fmt::Debug for LaterValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    #[test]
    fn it_is_made_once_when_it_is_looked_at() {
        let made = Arc::new(AtomicU8::new(0));
        let times = Arc::clone(&made);
        let later = LaterValue::made_by(move || times.fetch_add(1, Ordering::Relaxed) + 7);
        assert_eq!(made.load(Ordering::Relaxed), 0);
        assert_eq!((*later, later.clone(), later.into_value()), (7, LaterValue::from(7), 7));
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }
}
