import { due, req } from '../../grammar/element.ts';
import { code, id } from '../../grammar/element-types.ts';
import { segment } from '../../grammar/grammar.ts';

/**
 * AAA: reason why an inquiry was rejected at this level, and the follow-up action. The codes of AAA03 differ between
 * levels and are kept as received.
 */
export const rejection = segment('AAA', {
  isValid: req(1, code('N', 'Y')),
  reason: due(3, id(2, 2)),
  followUp: due(4, code('C', 'N', 'P', 'R', 'S', 'W', 'X', 'Y')),
});
