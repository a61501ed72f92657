mod access;

use super::Wrong;
use super::node::Node;
use access::{Fields, Items, Members, Variant};
use serde::de::{Deserializer, Visitor};

/// Deserializes a type from a parsed value.
pub(super) struct Reader<N>(pub(super) N);

impl<N: Node> Reader<N> {
    fn text(&self) -> Result<String, Wrong> {
        self.0.text().ok_or(Wrong)
    }

    fn whole(&self) -> Result<i64, Wrong> {
        // The cast is exact for a number without a fraction; beyond the limits of i64 it saturates.
        self.0
            .number()
            .filter(|number| number.fract() == 0.0)
            .map(|number| number as i64)
            .ok_or(Wrong)
    }

    fn unsigned(&self) -> Result<u64, Wrong> {
        u64::try_from(self.whole()?).map_err(|_| Wrong)
    }

    fn truth(&self) -> Result<bool, Wrong> {
        self.0.truth().ok_or(Wrong)
    }

    fn list(self) -> Result<Items<N>, Wrong> {
        if self.0.is_list() { Ok(Items::new(self.0)) } else { Err(Wrong) }
    }

    fn members(self) -> Result<Members<N>, Wrong> {
        if self.0.is_object() { Ok(Members::new(self.0.members())) } else { Err(Wrong) }
    }

    fn fields(self, names: &'static [&'static str]) -> Result<Fields<N>, Wrong> {
        if self.0.is_object() { Ok(Fields::new(self.0, names)) } else { Err(Wrong) }
    }

    fn variant(self, names: &'static [&'static str]) -> Result<Variant<N>, Wrong> {
        let (name, content) = match self.0.text() {
            Some(name) => (name, None),
            None => self.members()?.only().map(|(name, content)| (name, Some(content)))?,
        };
        Ok(Variant::new(&name, names, content))
    }
}

macro_rules! whole {
    ($read:ident, $visit:ident: $($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            visitor.$visit(self.$read()?)
        })*
    };
}

macro_rules! unused {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Wrong> {
            Err(Wrong)
        })*
    };
}

impl<'de, N: Node> Deserializer<'de> for Reader<N> {
    type Error = Wrong;

    whole!(whole, visit_i64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    whole!(unsigned, visit_u64: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    whole!(truth, visit_bool: deserialize_bool);
    whole!(text, visit_string: deserialize_str deserialize_string deserialize_char);
    whole!(list, visit_seq: deserialize_seq);
    whole!(members, visit_map: deserialize_map);
    unused!(deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if let Some(text) = self.0.text() {
            visitor.visit_string(text)
        } else if let Some(truth) = self.0.truth() {
            visitor.visit_bool(truth)
        } else {
            visitor.visit_seq(self.list()?)
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Wrong> {
        Err(Wrong)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Wrong> {
        Err(Wrong)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Wrong> {
        Err(Wrong)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_map(self.fields(names)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_enum(self.variant(names)?)
    }
}
