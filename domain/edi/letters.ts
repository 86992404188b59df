/** Letters that Unicode does not decompose, and the punctuation that word processors insert. */
const spelled: Readonly<Record<string, string>> = {
  ...{ ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', ħ: 'h', Ħ: 'H', ŧ: 't', Ŧ: 'T', ı: 'i' },
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', þ: 'th', Þ: 'TH', ŋ: 'ng', Ŋ: 'NG', ĸ: 'k', ə: 'e' },
  ...{ '‘': "'", '’': "'", '‚': "'", '‛': "'", ʼ: "'", ʻ: "'", ʹ: "'", '´': "'", '′': "'", '‹': "'", '›': "'" },
  ...{ '“': '"', '”': '"', '„': '"', '‟': '"', '«': '"', '»': '"', '″': '"' },
  ...{ '–': '-', '—': '-', '‐': '-', '‑': '-', '‒': '-', '―': '-', '−': '-', '•': '-', '·': '-', '⁄': '/' },
  ...{ '×': 'x', '÷': '/', '±': '+/-', '≤': '<=', '≥': '>=', '€': 'EUR', '£': 'GBP', µ: 'u', μ: 'u' },
};

/** X12's basic and extended character sets without the usual delimiters. @source X12.6, 3.3.1 and 3.3.2 */
const allowed = /^[A-Za-z0-9 !"&'()+,\-./;?=%@[\]_{}\\|<>#$`]$/;

/** White space separates words; format characters and variants add nothing. A delimiter of X12 has no spelling. */
const separator = /^\s$/u;
const invisible = /^[\p{Cf}\p{M}]$/u;

/** A text in the characters of X12, and whether a character was lost on the way. */
export interface X12Text {
  readonly text: string;
  readonly isLost: boolean;
}

/**
 * Spells a name, an address or a note in the letters that X12 carries: accents are left out, other Latin letters are
 * spelled as in English ("ß" is "ss"), and curly quotes are straight. A character without such a spelling is lost, and
 * a question mark stands for it.
 */
export function toX12Text(given: string): X12Text {
  let [text, isLost] = ['', false];
  for (const one of given.normalize('NFC')) {
    const plain = plainOf(one);
    if (plain === undefined) isLost = true;
    text += plain ?? '?';
  }
  return { text: text.replaceAll(/ {2,}/g, ' ').trim(), isLost };
}

/** The characters of a text that are no letters and that X12 cannot carry; each once. */
export function symbolsLost(text: string): readonly string[] {
  const isLost = (one: string): boolean => toX12Text(one).isLost && !/[\p{L}\p{M}]/u.test(one);
  return [...new Set(Array.from(text).filter(isLost))];
}

/** An identifier, which is never spelled in another way: every character that X12 does not allow is lost. */
export function asX12Id(given: string): X12Text {
  const text = Array.from(given, (one) => (allowed.test(one) ? one : '?')).join('');
  return { text, isLost: text !== given };
}

function plainOf(one: string): string | undefined {
  if (allowed.test(one)) return one;
  const known = spelled[one];
  if (known !== undefined) return known;
  if (separator.test(one)) return ' ';
  if (invisible.test(one)) return '';
  const parts = one.normalize('NFKD');
  if (parts === one) return undefined;
  const plain = Array.from(parts, plainOf);
  return plain.includes(undefined) ? undefined : plain.join('');
}
