import { groupMisfit, interchangeMisfit, setMisfit } from './addressee.ts';
import type { AcceptedRemittance } from './accept-remittance.ts';
import type { SetContext } from './file-context.ts';
import type { SurveyedInterchange, SurveyedSet } from './first-reading.ts';
import { postClaimAnswers, postFunctional, postInterchangeAnswer } from './post-acknowledgments.ts';
import { printable } from './printable.ts';
import { faultOf, Quarantine } from './quarantine.ts';
import type { TradingPartner } from '../config.ts';
import { hashOf } from '../store/rows.ts';

/** A transaction set or TA1. Each is posted by itself. */
export interface Unit {
  /** Indexes within the interchange, starting at 1. The group of a TA1 is 0. */
  readonly group: number;
  readonly index: number;
  readonly groupControl: string;
  readonly control: string;
  /** ST01, or "TA1". */
  readonly set: string;
  readonly canonicalSha256: string;
  /** Identifies the payment of a remittance to people, in a reason; empty for another set. */
  readonly label: string;
  readonly content: UnitContent;
}

/** What is done with a unit. */
export type UnitContent =
  | { readonly kind: 'misfit'; readonly why: Quarantine }
  /** Its claim payments are posted in pieces. */
  | { readonly kind: 'remittance'; readonly accepted: AcceptedRemittance }
  /** Posted in one transaction. */
  | { readonly kind: 'answers'; post(context: SetContext): Promise<void> };

/** All units of an interchange, in file order. A fault of an envelope applies to everything inside it. */
export function unitsOf(interchange: SurveyedInterchange, partner: TradingPartner): readonly Unit[] {
  const wrong = interchangeMisfit(interchange, partner) ?? faultOf(interchange.findings);
  const acknowledgments = interchange.acknowledgments.map((acknowledgment, index): Unit => ({
    group: 0,
    index: index + 1,
    groupControl: '',
    control: '',
    set: 'TA1',
    canonicalSha256: hashOf(acknowledgment),
    label: '',
    content: wrong
      ? { kind: 'misfit', why: wrong }
      : { kind: 'answers', post: (context) => postInterchangeAnswer(context, interchange, acknowledgment) },
  }));
  return [...acknowledgments, ...setsOf(interchange, wrong, partner)];
}

function setsOf(
  interchange: SurveyedInterchange,
  wrong: Quarantine | undefined,
  partner: TradingPartner,
): readonly Unit[] {
  return interchange.groups.flatMap((group, groupIndex) => {
    const wrongGroup = wrong ?? groupMisfit(group, partner) ?? faultOf(group.findings);
    return group.sets.map((set, index): Unit => {
      const why = wrongGroup ?? setMisfit(set, group, partner) ?? nulIn(set) ?? faultOf(set.findings);
      return {
        group: groupIndex + 1,
        index: index + 1,
        groupControl: printable(group.control, 9),
        control: printable(set.control, 9),
        set: printable(set.set, 3),
        canonicalSha256: set.canonicalSha256,
        label: set.label,
        content: why ? { kind: 'misfit', why } : contentOf(interchange, set),
      };
    });
  });
}

function contentOf(interchange: SurveyedInterchange, set: SurveyedSet): UnitContent {
  const { content } = set;
  if (content.kind === 'refused') return { kind: 'misfit', why: content.why };
  if (content.kind === 'remittance') return content;
  const whole = { ...set, segments: content.segments };
  return {
    kind: 'answers',
    post: (context) =>
      set.set === '999' ? postFunctional(context, interchange, whole) : postClaimAnswers(context, whole),
  };
}

// PostgreSQL rejects NUL, and its error does not say where it is.
function nulIn({ nulAt }: SurveyedSet): Quarantine | undefined {
  return nulAt === undefined ? undefined : new Quarantine(`segment ${nulAt} has a NUL character`);
}
