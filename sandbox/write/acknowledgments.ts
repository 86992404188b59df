import {
  type Acknowledgment999,
  type FunctionalGroup,
  guides,
  type TransactionSet,
  write999,
} from '../../x12/index.ts';
import { type Envelope, fileOf } from './envelope.ts';

/** TA1 about the interchange. */
export function interchangeAnswer(envelope: Envelope, { code, note }: { code: string; note: string }): Uint8Array {
  const { to, on } = envelope;
  const acknowledgment = { control: to.control, date: to.date || on.slice(2), time: to.time, code, noteCode: note };
  return fileOf(envelope, { acknowledgments: [acknowledgment] });
}

type Set999 = NonNullable<Acknowledgment999['sets']>[number];
type Segment999 = NonNullable<Set999['faults']>[number];

/** An error to report in a 999. */
export interface SetFault {
  /** IK301 to IK304: segment, position in its set (ST = 1), loop, and what is wrong with it. */
  readonly segment: string;
  readonly position: number;
  readonly loop?: string | undefined;
  readonly code: NonNullable<Segment999['segment']['code']>;
  /** IK401 and IK403: the element, and what is wrong with it. */
  readonly element?: number | undefined;
  readonly elementCode?: NonNullable<Segment999['elements']>[number]['element']['code'] | undefined;
}

/** The verdict on one transaction set. */
export interface SetVerdict {
  readonly set: TransactionSet;
  readonly verdict: 'A' | 'E' | 'R';
  readonly fault?: SetFault | undefined;
}

/** 999 about all sets of a group. */
export function functionalAnswer(
  envelope: Envelope,
  group: FunctionalGroup,
  verdicts: readonly SetVerdict[],
): Uint8Array {
  const accepted = verdicts.filter(({ verdict }) => verdict !== 'R').length;
  const isWarned = verdicts.some(({ verdict }) => verdict === 'E');
  const value: Acknowledgment999 = {
    group: { functionalId: group.functionalId, control: Number(group.control), version: group.version },
    sets: verdicts.map(setAnswer),
    verdict: {
      code: accepted === 0 ? 'R' : accepted < verdicts.length ? 'P' : isWarned ? 'E' : 'A',
      included: verdicts.length,
      received: verdicts.length,
      accepted,
    },
  };
  return fileOf(envelope, {
    group: { functionalId: 'FA', version: guides['999'].version, set: write999(value, '0001') },
  });
}

function setAnswer({ set, verdict, fault }: SetVerdict): Set999 {
  return {
    set: { set: set.set, control: set.control, guide: set.guide },
    faults: fault ? [faultLoop(fault)] : [],
    verdict: { code: verdict, ...(fault ? { faults: ['5'] } : {}) },
  };
}

function faultLoop({ segment, position, loop, code, element, elementCode }: SetFault): Segment999 {
  return {
    segment: { id: segment, position, ...(loop ? { loop: loop.slice(0, 4) } : {}), code },
    elements: element === undefined ? [] : [{ element: { place: { element }, code: elementCode ?? '7' } }],
  };
}
