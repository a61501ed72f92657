// Photographs from phones with data after the picture, a film or only zeros: they are whole files.

import { add, expectWhole } from "../../fixtures/cuts.ts";
import { KIB, type TestFile, jpeg } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const NAME = "фото.jpg";

/** An APP1 segment (ITU-T T.81, B.2.4.6). */
function app1(content: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** A picture with segments at its start and bytes after its end. */
function photo(segments: Buffer[], tail: Buffer): TestFile {
  const picture = jpeg(NAME);
  return { ...picture, buffer: Buffer.concat([picture.buffer.subarray(0, 2), ...segments, picture.buffer.subarray(2), tail]) };
}

const EXIF = app1(Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0", "latin1"), Buffer.alloc(20 * KIB, "thumbnail")]));
const XMP = app1(
  Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description GCamera:MotionPhoto="1"/></x:xmpmeta>'),
);
const FILM = Buffer.alloc(300 * KIB, "ftypmp42");

const PHOTOS: [what: string, file: TestFile][] = [
  ["with a film after the picture", photo([EXIF, XMP], FILM)],
  ["with zeros after the picture", photo([], Buffer.alloc(8 * KIB))],
];

for (const [what, file] of PHOTOS) {
  test(`a phone's photograph ${what} is accepted whole`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await page.goto(`/drafts/${id}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    await add(page, file);
    await expect(fileRow(page, file.name)).toContainText("Принят,");
    await expectWhole(anna, id, file);
  });
}
