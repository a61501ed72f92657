//! Reads JSON into the types of the contract: the browser parses, and serde's derives walk over what it made.
//!
//! Not `serde_json`, whose deserializer is compiled once for every type, with texts for errors that nobody reads: this one
//! knows fields and variants by their index and has one error (docs/decisions/0007). It reads what the contract has: no
//! floating-point numbers, tuples, aliases, flattened or internally tagged types; whole numbers up to 2⁵³. Unknown members are
//! skipped.

use js_sys::{Array, JSON, Object, Reflect};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use wasm_bindgen::{JsCast as _, JsValue};

/// Not JSON, or not of the type asked for.
#[derive(Debug)]
pub(crate) struct Wrong;

impl std::fmt::Display for Wrong {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads a value of the contract.
///
/// # Errors
/// It is not JSON, or not that value.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    T::deserialize(Node(parse(text)?))
}

fn parse(text: &str) -> Result<JsValue, Wrong> {
    JSON::parse(text).map_err(|_| Wrong)
}

struct Node(JsValue);

impl Node {
    fn text(&self) -> Result<String, Wrong> {
        self.0.as_string().ok_or(Wrong)
    }

    fn whole(&self) -> Result<i64, Wrong> {
        // Exact: a number without a fraction that a Number can hold fits an i64 or is cut to its limits.
        self.0
            .as_f64()
            .filter(|number| number.fract() == 0.0)
            .map(|number| number as i64)
            .ok_or(Wrong)
    }

    fn unsigned(&self) -> Result<u64, Wrong> {
        u64::try_from(self.whole()?).map_err(|_| Wrong)
    }

    fn truth(&self) -> Result<bool, Wrong> {
        self.0.as_bool().ok_or(Wrong)
    }

    fn list(&self) -> Result<List, Wrong> {
        if !Array::is_array(&self.0) {
            return Err(Wrong);
        }
        Ok(List { items: self.0.clone().unchecked_into(), next: 0 })
    }

    fn entries(&self) -> Result<Entries, Wrong> {
        if !self.0.is_object() {
            return Err(Wrong);
        }
        Ok(Entries { entries: Object::entries(self.0.unchecked_ref()), next: 0 })
    }

    fn fields(self, names: &'static [&'static str]) -> Result<Fields, Wrong> {
        if !self.0.is_object() {
            return Err(Wrong);
        }
        Ok(Fields { object: self.0, names, next: 0, value: JsValue::UNDEFINED })
    }

    /// The index of the variant and its content.
    fn variant(self, names: &'static [&'static str]) -> Result<Variant, Wrong> {
        let (name, content) = match self.0.as_string() {
            Some(name) => (name, JsValue::UNDEFINED),
            None => {
                let entries = self.entries()?;
                if entries.entries.length() != 1 {
                    return Err(Wrong);
                }
                let entry = entries.entry(0);
                (entry.get(0).as_string().ok_or(Wrong)?, entry.get(1))
            }
        };
        Ok(Variant { index: index_of(&name, names), content: Self(content) })
    }
}

fn index_of(name: &str, names: &[&str]) -> u64 {
    names.iter().position(|other| *other == name).map_or(u64::MAX, |index| index as u64)
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

impl<'de> Deserializer<'de> for Node {
    type Error = Wrong;

    whole!(whole, visit_i64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    whole!(unsigned, visit_u64: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    whole!(truth, visit_bool: deserialize_bool);
    whole!(text, visit_string: deserialize_str deserialize_string deserialize_char);
    whole!(list, visit_seq: deserialize_seq);
    whole!(entries, visit_map: deserialize_map);
    unused!(deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if let Some(text) = self.0.as_string() {
            visitor.visit_string(text)
        } else if let Some(truth) = self.0.as_bool() {
            visitor.visit_bool(truth)
        } else {
            visitor.visit_seq(self.list()?)
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
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

/// A field or a variant by its place in the derive's list.
struct Index(u64);

impl<'de> Deserializer<'de> for Index {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_u64(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct List {
    items: Array,
    next: u32,
}

impl List {
    fn step(&mut self) -> Option<Node> {
        let index = self.next;
        self.next += 1;
        (index < self.items.length()).then(|| Node(self.items.get(index)))
    }
}

impl<'de> SeqAccess<'de> for List {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        self.step().map(|node| seed.deserialize(node)).transpose()
    }
}

struct Entries {
    entries: Array,
    next: u32,
}

impl Entries {
    fn entry(&self, index: u32) -> Array {
        self.entries.get(index).unchecked_into()
    }

    fn key(&mut self) -> Option<Node> {
        (self.next < self.entries.length()).then(|| Node(self.entry(self.next).get(0)))
    }

    fn value(&mut self) -> Node {
        self.next += 1;
        Node(self.entry(self.next - 1).get(1))
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        self.key().map(|node| seed.deserialize(node)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self.value())
    }
}

struct Fields {
    object: JsValue,
    names: &'static [&'static str],
    next: usize,
    value: JsValue,
}

impl Fields {
    /// The next field that is there.
    fn step(&mut self) -> Option<Index> {
        loop {
            let name = self.names.get(self.next)?;
            self.next += 1;
            self.value = Reflect::get(&self.object, &(*name).into()).unwrap_or_default();
            if !self.value.is_undefined() {
                return Some(Index(self.next as u64 - 1));
            }
        }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        self.step().map(|index| seed.deserialize(index)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(Node(std::mem::take(&mut self.value)))
    }
}

struct Variant {
    index: u64,
    content: Node,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Wrong;
    type Variant = Node;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Node), Wrong> {
        Ok((seed.deserialize(Index(self.index))?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Node {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Wrong> {
        Err(Wrong)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_map(self.fields(names)?)
    }
}
