import { expect, test } from '@jest/globals';
import { Piece } from '../../x12/segments/piece.ts';

test('every byte becomes the character of its number, on every Node.js, in a chunk of any size', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
  const { text } = new Piece(bytes, 0);
  expect(text).toHaveLength(20_000);
  expect(Array.from(text, (character) => character.charCodeAt(0))).toEqual([...bytes]);
});
