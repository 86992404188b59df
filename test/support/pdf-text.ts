import { inflateSync } from 'node:zlib';

/** A piece of text on a page: its lower left corner in points, and what a reader copies from it. */
export interface PdfText {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

/** All texts of a PDF with embedded fonts, in the order in which they were drawn. */
export function textsOf(bytes: Uint8Array): readonly PdfText[] {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of objects.values())
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '';
      fonts.set(name, unicodeOf(objects.get(unicode)?.stream ?? ''));
    }
  return [...objects.values()]
    .filter(({ stream }) => stream.includes('BT\n'))
    .flatMap(({ stream }) => pieces(stream, fonts));
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: string): ReadonlyMap<string, PdfObject> {
  const objects = [...pdf.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)].map(([, id = '', body = '']) => {
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? '' : body.slice(at + 7, body.lastIndexOf('\nendstream'));
    const isText = head.includes('/FlateDecode') && !head.includes('/Subtype') && !head.includes('/Length1');
    const stream = isText ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
    return [id, { head, stream }] as const;
  });
  return new Map(objects);
}

/** Text by glyph id, as four hexadecimal digits. */
function unicodeOf(cmap: string): ReadonlyMap<string, string> {
  const ranges = [...cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)];
  return new Map(
    ranges.flatMap(([, first = '', list = '']) =>
      [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, units = ''], index) => {
        const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
        return [glyph, Buffer.from(units.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')] as const;
      }),
    ),
  );
}

function pieces(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly PdfText[] {
  return [...stream.matchAll(/BT\n([^]*?)ET/g)].map(([, block = '']) => {
    const [, x = '', y = ''] = /1 0 0 1 (\S+) (\S+) Tm/.exec(block) ?? [];
    const [, font = '', size = ''] = /\/(F\d+) (\S+) Tf/.exec(block) ?? [];
    const glyphs = [...block.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    const text = glyphs.map((glyph) => fonts.get(font)?.get(glyph) ?? '?').join('');
    return { x: Number(x), y: Number(y), size: Number(size), text };
  });
}
