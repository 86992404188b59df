import { describe, expect, test } from '@jest/globals';
import { filesToIntakes } from '../../client/read-files.ts';

// Recognizes the format of an input file, and reports an unreadable one without its content.

const read = (text: string) => filesToIntakes(Buffer.from(text));

describe('an input file', () => {
  test.each([
    ['one patient file', '{"externalId":"a"}', 1],
    ['a list of them', '[{"externalId":"a"},{"externalId":"b"}]', 2],
    ['a list after a byte order mark', '\uFEFF [{"externalId":"a"}]', 1],
    ['an empty list', '[]', 0],
  ])('can be %s', (_, text, count) => {
    const result = read(text);
    expect(result.kind === 'read' && result.intakes).toHaveLength(count);
  });

  test.each([
    ['truncated JSON', '{"lastName":"Plantedname"', /^text that is not JSON/],
    ['an empty text', '', /^text that is not JSON/],
    ['truncated X12', 'ISA*00*Plantedname', /^X12 that cannot be read/],
  ])('cannot be %s', (_, text, found) => {
    const result = read(text);
    expect(result).toMatchObject({ kind: 'unreadable', found: expect.stringMatching(found) });
    expect(JSON.stringify(result)).not.toContain('Plantedname');
  });
});
