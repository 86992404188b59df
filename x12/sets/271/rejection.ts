import { due, req } from '../../grammar/element.ts';
import { code, id } from '../../grammar/element-types.ts';
import { segment } from '../../grammar/grammar.ts';

/**
 * AAA: why a question could not be answered at the level it stands at, and what to do next. The codes of 03 differ from
 * level to level and are kept as they came.
 */
export const rejection = segment('AAA', {
  isValid: req(1, code('N', 'Y')),
  reason: due(3, id(2, 2)),
  followUp: due(4, code('C', 'N', 'P', 'R', 'S', 'W', 'X', 'Y')),
});
