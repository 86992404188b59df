/**
 * False findings of the validators: the guides allow what they report. `place` and `text` must match the finding.
 * `follows` marks a finding that results from another one in the same file; `content` must match the file.
 */
const knownMistakes = [
  {
    judge: 'pyx12',
    place: /^PWK02$/,
    text: /^7 /,
    why: 'loop 2400 has two PWK segments that allow CT; it uses the one with fewer transmission codes',
  },
  {
    judge: 'pyx12',
    place: /^CTX$/,
    text: /exceeded max count/,
    content: /CTX\*SITUATIONAL TRIGGER[^~]*~CTX\*CLM01/,
    why: 'it counts the two kinds of CTX after an IK3 together',
  },
  {
    judge: 'pyx12',
    place: /^PLB$/,
    text: /Loop FOOTER exceeded max count/,
    why: 'PLB repeats, once for each provider and fiscal year',
  },
  { judge: 'pyx12', place: /^BHT06$/, text: /^7 /, why: 'its list lacks 31, subrogation demand' },
  {
    judge: 'lfh',
    place: /loop_2100c\.aaa_segment\.\d+\.reject_reason_code$/,
    text: /permitted: '15', '41', '43'/,
    why: 'it applies the codes of loop 2100B',
  },
  { judge: 'lfh', place: /dmg_segment\.gender_code$/, text: /permitted: 'F', 'M'/, why: 'U, unknown, is allowed' },
  { judge: 'lfh', place: /cn1_segment\.contract_code$/, text: /required/, why: 'CN104 is situational' },
  { judge: 'lfh', place: /hcp_segment\.pricing_methodology$/, text: /permitted/, why: 'its list lacks 06, per diem' },
  {
    judge: 'lfh',
    place: /pwk_segment\.\d+\.report_transmission_code$/,
    text: /permitted/,
    why: 'same as PWK02 in pyx12',
  },
  {
    judge: 'lfh',
    place: /crc_segment\.\d+\.code_category$/,
    text: /permitted/,
    why: '07, ambulance, is allowed in 2400',
  },
  { judge: 'lfh', place: /loop_2330c$/, text: /not a valid list/, why: 'it treats the loop as a list' },
  {
    judge: 'lfh',
    place: /loop_(2330[efg]|2420[bgh])\.nm1_segment\.name_last_or_organization_name$/,
    text: /required|not an allowed value/,
    why: 'these parties have no name, or it is optional',
  },
  {
    judge: 'lfh',
    place: /__root__$/,
    text: /^SE segment count/,
    content: /NM1\*DN\*[^~]*~(REF\*[^~]*~)*NM1\*P3\*/,
    why: 'it keeps one of the two referring providers that a claim and a line may have',
  },
  {
    judge: 'lfh',
    place: /eq_segment\.service_type_code\.0$/,
    text: /permitted/,
    content: /~EQ\*\*/,
    why: 'EQ01 may be empty if EQ02 is present',
  },
  {
    judge: 'lfh',
    place: /__root__$/,
    text: /^(SE segment count|Claim Amount)/,
    follows: true,
    why: 'it omits a part',
  },
];

/** A validator's findings without its known mistakes. */
export function withoutMistakes(judge, findings, content) {
  const mistakes = knownMistakes.filter((one) => one.judge === judge && (one.content?.test(content) ?? true));
  const isMistake = ({ place, text }, follows) =>
    mistakes.some((one) => !!one.follows === follows && one.place.test(place) && one.text.test(text));
  const left = findings.filter((finding) => !isMistake(finding, false));
  return left.length === findings.length ? left : left.filter((finding) => !isMistake(finding, true));
}
