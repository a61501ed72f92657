//! Stores states and kinds in the database by the names that they have on the wire.

use serde::Serialize;
use serde::de::value::Error as NameError;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Sqlite, Type};
use std::fmt;

/// An enum variant without data as a text column, under its serde name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named<T>(pub(crate) T);

impl<T: DeserializeOwned> Named<T> {
    /// The variant with this serde name; an error if there is none.
    pub(crate) fn read(name: &str) -> Result<Self, NameError> {
        T::deserialize(name.into_deserializer()).map(Self)
    }
}

impl<T: Serialize> fmt::Display for Named<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

impl<T> Type<Sqlite> for Named<T> {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &SqliteTypeInfo) -> bool {
        <str as Type<Sqlite>>::compatible(info)
    }
}

impl<T: Serialize> Encode<'_, Sqlite> for Named<T> {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<Sqlite>>::encode(self.to_string(), buffer)
    }
}

impl<'r, T: DeserializeOwned> Decode<'r, Sqlite> for Named<T> {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self::read(<&str as Decode<Sqlite>>::decode(value)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::case::CaseState;

    #[test]
    fn a_state_is_written_and_read_by_its_name() {
        assert_eq!(Named(CaseState::NeedsInfo).to_string(), "needs_info");
        assert_eq!(Named::read("needs_info").unwrap(), Named(CaseState::NeedsInfo));
        assert!(Named::<CaseState>::read("dance").is_err());
    }
}
