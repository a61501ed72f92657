//! Items, members, fields and variants, as serde asks for them one by one.

use super::Reader;
use crate::api::json::Wrong;
use crate::api::json::node::Node;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

pub(super) struct Items<N> {
    list: N,
    next: u32,
}

impl<N: Node> Items<N> {
    pub(super) fn new(list: N) -> Self {
        Self { list, next: 0 }
    }

    fn step(&mut self) -> Option<Reader<N>> {
        let index = self.next;
        self.next += 1;
        (index < self.list.len()).then(|| Reader(self.list.item(index)))
    }
}

impl<'de, N: Node> SeqAccess<'de> for Items<N> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        self.step().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The members of a map, whatever their names.
pub(super) struct Members<N> {
    pairs: N,
    next: u32,
}

impl<N: Node> Members<N> {
    pub(super) fn new(pairs: N) -> Self {
        Self { pairs, next: 0 }
    }

    /// The member, if there is exactly one.
    pub(super) fn only(self) -> Result<(String, Reader<N>), Wrong> {
        if self.pairs.len() != 1 {
            return Err(Wrong);
        }
        let pair = self.pairs.item(0);
        Ok((pair.item(0).text().ok_or(Wrong)?, Reader(pair.item(1))))
    }

    fn name(&mut self) -> Option<Reader<N>> {
        (self.next < self.pairs.len()).then(|| Reader(self.pairs.item(self.next).item(0)))
    }

    fn value(&mut self) -> Reader<N> {
        self.next += 1;
        Reader(self.pairs.item(self.next - 1).item(1))
    }
}

impl<'de, N: Node> MapAccess<'de> for Members<N> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        self.name().map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self.value())
    }
}

/// The fields of a struct that the object has.
pub(super) struct Fields<N> {
    object: N,
    names: &'static [&'static str],
    next: usize,
    value: Option<N>,
}

impl<N: Node> Fields<N> {
    pub(super) fn new(object: N, names: &'static [&'static str]) -> Self {
        Self { object, names, next: 0, value: None }
    }

    fn step(&mut self) -> Option<Index> {
        loop {
            let name = self.names.get(self.next)?;
            self.next += 1;
            self.value = self.object.member(name);
            if self.value.is_some() {
                return Some(Index(self.next as u64 - 1));
            }
        }
    }
}

impl<'de, N: Node> MapAccess<'de> for Fields<N> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        self.step().map(|index| seed.deserialize(index)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(Reader(self.value.take().ok_or(Wrong)?))
    }
}

/// A variant of an enum; one without content is only a name.
pub(super) struct Variant<N> {
    index: u64,
    content: Option<Reader<N>>,
}

impl<N: Node> Variant<N> {
    pub(super) fn new(name: &str, names: &[&str], content: Option<Reader<N>>) -> Self {
        let position = names.iter().position(|other| *other == name);
        // No variant has this index: the derive refuses it, or takes its `#[serde(other)]`.
        Self { index: position.map_or(u64::MAX, |index| index as u64), content }
    }
}

impl<'de, N: Node> EnumAccess<'de> for Variant<N> {
    type Error = Wrong;
    type Variant = Content<N>;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Content<N>), Wrong> {
        Ok((seed.deserialize(Index(self.index))?, Content(self.content)))
    }
}

pub(super) struct Content<N>(Option<Reader<N>>);

impl<'de, N: Node> VariantAccess<'de> for Content<N> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self.0.ok_or(Wrong)?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Wrong> {
        Err(Wrong)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_map(self.0.ok_or(Wrong)?.fields(names)?)
    }
}

/// Index of a field or a variant in the derive's list.
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
