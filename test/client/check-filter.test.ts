import { describe, expect, test } from '@jest/globals';
import { checkedFilter } from '../../client/check-filter.ts';

describe('a filter of a list', () => {
  test('is returned as it is when each field can match something', () => {
    const filter = { owner: 'BILLER', dueBy: '2026-03-31', payerId: undefined };
    expect(checkedFilter('list', filter)).toBe(filter);
    expect(checkedFilter('worklist', { kind: 'file', olderThanDays: 0 })).toEqual({ kind: 'file', olderThanDays: 0 });
    expect(checkedFilter('files', { state: 'read' })).toEqual({ state: 'read' });
  });

  test.each([
    ['list', { status: 'DENIEDD' }, /^list: status: .*"DENIED"/],
    ['list', { statuss: 'DENIED' }, /^list: the filter: .*"statuss"/],
    ['list', { dueBy: '2026-02-30' }, /^list: dueBy: expected a day, yyyy-mm-dd\.$/],
    ['list', { limit: 5_000 }, /^list: limit: /],
    ['list', { payerId: '' }, /^list: payerId: expected a text that is not empty\.$/],
    ['find', { patient: ' ', limit: 5 }, /^find: patient: expected a text that is not empty\.$/],
    ['worklist', { payerId: '' }, /^worklist: payerId: /],
    ['files', { alike: '' }, /^files: alike: /],
    ['list', { isDenied: 'yes' }, /^list: isDenied: /],
    ['worklist', { kind: 'fille' }, /^worklist: kind: .*"file"/],
    ['worklist', { olderThanDays: -1 }, /^worklist: olderThanDays: /],
    ['files', { state: 'posted' }, /^files: state: .*"quarantined"/],
  ] as const)('of %s is refused with its field: %j', (name, filter, sentence) => {
    expect(() => checkedFilter(name, filter)).toThrow(sentence);
  });
});
