import { dataElementAt } from '../grammar/data-elements.ts';
import { isNpi } from '../rules/identifiers.ts';
import type { Delimiters } from '../segments/delimiters.ts';
import { toldId } from '../segments/segment-ids.ts';
import type { Segment } from '../segments/segment.ts';
import { shifted } from './dates.ts';

/** A random whole number from 0 up to, but not including, a limit. */
export type Random = (limit: number) => number;

/** Data elements that are codes, counts, amounts or qualifiers, and stay as they are. All others are masked. */
const kept = new Set(
  (
    '2 26 28 66 81 96 97 98 100 118 123 128 143 156 212 234 235 236 280 305 306 309 310 329 332 337 338 350 353 355 ' +
    '363 365 366 374 375 380 426 447 455 478 479 480 481 499 506 522 554 559 562 569 584 591 594 609 610 615 616 618 ' +
    '620 621 623 628 639 640 647 648 649 659 669 670 673 678 679 687 703 704 706 709 715 716 717 719 720 721 722 725 ' +
    '734 735 736 737 738 739 740 741 752 755 756 757 782 799 812 875 889 901 923 934 935 936 954 996 1005 1018 ' +
    '1029 1032 1033 1034 1048 1065 1066 1067 1068 1069 1073 1136 1138 1143 1165 1166 1167 1201 1203 1204 1207 1216 ' +
    '1218 1219 1220 1221 1223 1250 1270 1271 1314 1316 1317 1320 1321 1322 1325 1327 1328 1331 1332 1333 1334 1335 ' +
    '1336 1337 1338 1339 1340 1341 1342 1343 1345 1351 1352 1354 1358 1359 1360 1362 1363 1364 1365 1366 1373 1383 ' +
    '1384 1390 1470 1473 1493 1514 1522 1523 1524 1525 1526 1527 1528 1595 1596 1683 1686 1705 1715 9999'
  ).split(' '),
);
const dates = new Set(['373', '1251']);
/** Kept elements that hold numbers of any length: amounts, quantities, percentages and counts. */
const numeric = new Set(
  '2 81 96 97 118 123 212 280 380 499 554 594 618 628 639 649 719 734 740 741 782 799 954 1018 1136 9999'.split(' '),
);
/** Kept elements with longer codes: procedures, diagnoses, times, versions, loop ids, BHT01. */
const long = new Set('127 234 235 337 447 480 507 601 721 1005 1271 1343 1705 1715'.split(' '));
/** Names in CTX01. @source 005010X231A1 */
const contexts = new Set([
  ...['SITUATIONAL TRIGGER', 'TRN02', 'NM109', 'PATIENT NAME NM109', 'SUBSCRIBER NAME NM109', 'ENT01'],
  ...['SUBSCRIBER NUMBER REF02', 'CLM01'],
]);
/** Segments whose reference numbers are codes: taxonomy codes and remark codes. */
const coded = new Set(['PRV', 'MOA', 'MIA']);
/** REF qualifiers whose value is a code. */
const codedReferences = new Set(['F5', '4N', 'T4', 'BLT']);

/** How an envelope segment is masked. */
interface Envelope {
  readonly text: readonly number[];
  readonly dates: readonly number[];
  /** Its last element; text beyond it belongs nowhere and is masked. */
  readonly last: number;
}

/** Elements of envelope segments by treatment; all others stay as they are. */
const envelopes: Readonly<Record<string, Envelope>> = {
  ISA: { text: [2, 4, 6, 8], dates: [9], last: 16 },
  GS: { text: [2, 3], dates: [4], last: 8 },
  TA1: { text: [], dates: [2], last: 5 },
  ST: { text: [], dates: [], last: 3 },
  SE: { text: [], dates: [], last: 2 },
  GE: { text: [], dates: [], last: 2 },
  IEA: { text: [], dates: [], last: 2 },
};

/** Replaces what may identify a person in segments, the same text always by the same replacement. */
export class Masker {
  readonly #random: Random;
  readonly #days: number;
  readonly #replacements = new Map<string, string>();
  readonly #used = new Set<string>();

  /** `days` is added to every date. */
  constructor(random: Random, days: number) {
    this.#random = random;
    this.#days = days;
  }

  /** The elements of a segment, masked. */
  segment({ id, elements }: Segment, { component, repetition }: Delimiters): readonly string[] {
    const envelope = envelopes[id];
    if (envelope)
      return elements.map((text, at) =>
        envelope.text.includes(at) || at > envelope.last
          ? this.#text(text)
          : envelope.dates.includes(at)
            ? this.#date(text)
            : text,
      );
    return elements.map((element, at) => {
      // An unknown segment id may be any text of a broken file.
      if (at === 0) return toldId(id) === '' ? this.#text(element) : element;
      if (element === '') return element;
      if (id === 'REF' && at === 2 && codedReferences.has(elements[1] ?? '')) return element;
      const each = (one: string): string => {
        const parts = one.split(component);
        return parts.map((part, index) => this.#part(id, at, parts.length > 1 ? index + 1 : 0, part)).join(component);
      };
      return repetition === undefined ? each(element) : element.split(repetition).map(each).join(repetition);
    });
  }

  #part(id: string, at: number, component: number, text: string): string {
    const number = String(
      dataElementAt(id, at, component > 0 ? component : undefined) ?? dataElementAt(id, at, 1) ?? '',
    );
    if (dates.has(number)) return this.#date(text);
    const isKept = kept.has(number) || (number === '127' && coded.has(id));
    if (isKept && isCoded(number, text)) return text;
    return (number === '' && shiftedDate(text, this.#days)) || this.#text(text);
  }

  #date(text: string): string {
    return shifted(text, this.#days) ?? text.replace(/\d/g, '0');
  }

  #text(text: string): string {
    // Numbers of one or two digits count things; longer ones may identify a person.
    if (/^\d{0,2}$/.test(text.trim())) return text;
    const known = this.#replacements.get(text);
    if (known !== undefined) return known;
    const made = this.#fresh(text);
    this.#replacements.set(text, made);
    this.#used.add(made);
    return made;
  }

  /** A replacement of the same form that differs from the text and from every other replacement, if there is one. */
  #fresh(text: string): string {
    let made = text;
    for (let tries = 0; tries < 100; tries += 1) {
      made = this.#similar(text);
      if (made !== text && !this.#used.has(made) && isNpi(made) === isNpi(text)) return made;
    }
    return made;
  }

  #similar(text: string): string {
    // Rules look at this prefix, and it identifies nobody.
    const prefix = /^P\.?\s?O\.?\s?BOX\b/i.exec(text)?.[0] ?? '';
    const digits = text.slice(prefix.length).replace(/[A-Za-z]/g, () => String.fromCharCode(65 + this.#random(26)));
    const made = prefix + digits.replace(/\d/g, () => String(this.#random(10)));
    return isNpi(text) ? withCheckDigit(`1${made.slice(1, 9)}`) : made;
  }
}

/** Whether a text in the place of a code looks like one. The place may be unused in the guide and hold anything. */
function isCoded(number: string, text: string): boolean {
  if (numeric.has(number) && /^-?\d*\.?\d*$/.test(text)) return true;
  if (number === '9999') return contexts.has(text);
  return /^[A-Za-z0-9]{0,3}$/.test(text) || (long.has(number) && /^(?=.*\d)[A-Za-z0-9.]{4,12}$/.test(text));
}

/** A text that is a whole date (ccyymmdd), some days later; undefined for any other text. */
function shiftedDate(text: string, days: number): string | undefined {
  return /^(19|20)\d{6}$/.test(text) ? shifted(text, days) : undefined;
}

/** Nine digits followed by the check digit that makes them an NPI. */
function withCheckDigit(nine: string): string {
  const digit = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((one) => isNpi(`${nine}${one}`)) ?? 0;
  return `${nine}${digit}`;
}
