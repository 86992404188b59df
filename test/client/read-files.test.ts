import { describe, expect, test } from '@jest/globals';
import { filesToIntakes } from '../../client/read-files.ts';

// Goal: what somebody hands in is read as what it is, or named as what it is not, without a word of its content.

const read = (text: string) => filesToIntakes(Buffer.from(text));

describe('a file of one’s own', () => {
  test.each([
    ['one patient file', '{"externalId":"a"}', 1],
    ['a list of them', '[{"externalId":"a"},{"externalId":"b"}]', 2],
    ['one that begins with a byte order mark', '\uFEFF [{"externalId":"a"}]', 1],
    ['an empty list', '[]', 0],
  ])('is %s', (_, text, count) => {
    const result = read(text);
    expect(result.kind === 'read' && result.intakes).toHaveLength(count);
  });

  test.each([
    ['JSON that is cut short', '{"lastName":"Plantedname"', /^text that is not JSON/],
    ['nothing', '', /^text that is not JSON/],
    ['X12 that is cut short', 'ISA*00*Plantedname', /^X12 that cannot be read/],
  ])('is not %s', (_, text, found) => {
    const result = read(text);
    expect(result).toMatchObject({ kind: 'unreadable', found: expect.stringMatching(found) });
    expect(JSON.stringify(result)).not.toContain('Plantedname');
  });
});
