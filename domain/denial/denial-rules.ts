import type { DenialCategory } from './categories.ts';
import type { SendAs } from './decision.ts';

/**
 * What a denial means and what a person can do about it. Codes only: the official texts of CARC and RARC are X12's,
 * the words here are ours. Rules are tried from the top; the first that fits is taken, so the narrower stand above.
 */
export interface DenialRule {
  /** Claim adjustment reason code (CARC). */
  readonly reasonCode: string;
  /** Remark code (RARC) that must stand beside it; absent when any will do. */
  readonly remarkCode?: string;
  readonly category: DenialCategory;
  readonly found: string;
  readonly canDo: string;
  /** Absent for a replacement, which is what a payer wants of a claim that it has adjudicated. */
  readonly as?: SendAs;
}

const appeal = 'Otherwise appeal with the notes, or write the balance off.';
const writeOff = 'If nothing can be mended, write the balance off.';

/** @source research/edi.md 4.9 (codes and actions, gathered from Noridian, NGS, CMS); research/product.md 9 */
export const denialRules: readonly DenialRule[] = [
  { reasonCode: '16', remarkCode: 'M62', category: 'Authorization Required',
    found: 'The authorization number is missing or wrong.', canDo: 'Set claim.priorAuthorizationNumber.' },
  { reasonCode: '16', remarkCode: 'N382', category: 'Invalid Insurance Data',
    found: 'The payer does not know the patient by this id.', canDo: 'Compare the card; set insurance[0].memberId.' },
  { reasonCode: '16', remarkCode: 'N290', category: 'Invalid Provider Information',
    found: 'The id of the rendering provider is missing or wrong.', canDo: 'Set rendering.npi.' },
  { reasonCode: '16', remarkCode: 'N265', category: 'Referral Required',
    found: 'The id of the ordering or referring provider is missing or wrong.', canDo: 'Set referring with name and npi.' },
  { reasonCode: '16', remarkCode: 'N256', category: 'Invalid Provider Information',
    found: 'The name of the billing provider is missing or wrong.', canDo: 'Set billing.organizationName as it is enrolled.' },
  { reasonCode: '16', remarkCode: 'N257', category: 'Invalid Provider Information',
    found: 'The id of the billing provider is missing or wrong.', canDo: 'Set billing.npi.' },
  { reasonCode: '16', remarkCode: 'M76', category: 'Invalid Diagnosis Code',
    found: 'A diagnosis is missing or not complete.', canDo: 'Set claim.diagnoses.' },
  { reasonCode: '16', remarkCode: 'M51', category: 'Incorrect Procedure Code',
    found: 'A procedure code is missing or wrong.', canDo: 'Set claim.serviceLines[n].procedureCode.' },
  { reasonCode: '16', remarkCode: 'M20', category: 'Incorrect Procedure Code',
    found: 'A HCPCS code is missing or wrong.', canDo: 'Set claim.serviceLines[n].procedureCode.' },
  { reasonCode: '16', remarkCode: 'M77', category: 'Incorrect Place of Service',
    found: 'The place of service is missing or wrong.', canDo: 'Set claim.placeOfServiceCode.' },
  { reasonCode: '16', remarkCode: 'M119', category: 'Missing NDC Code',
    found: 'The NDC of a drug is missing or wrong.', canDo: 'Set claim.serviceLines[n].drug.' },
  { reasonCode: '16', remarkCode: 'MA04', category: 'Coordination of Benefits',
    found: 'The answer of the payer before is missing.', canDo: 'Ask the patient which insurance comes first; set insurance.' },
  { reasonCode: '16', remarkCode: 'N4', category: 'Coordination of Benefits',
    found: 'The remittance of the payer before is missing.', canDo: 'Ask the patient which insurance comes first; set insurance.' },
  { reasonCode: '16', category: 'Billing Error', found: 'The payer misses something on the claim, or finds it wrong.',
    canDo: 'Find in the remark codes which field is meant, and set it.' },
  { reasonCode: '4', category: 'Invalid Modifier', found: 'A modifier is missing, or does not go with its procedure.',
    canDo: 'Set claim.serviceLines[n].modifiers.' },
  { reasonCode: '5', category: 'Incorrect Place of Service', found: 'The procedure is not done in this place of service.',
    canDo: 'Set claim.placeOfServiceCode or the procedureCode.' },
  { reasonCode: '6', category: 'Incorrect Patient Info', found: "The procedure does not go with the patient's age.",
    canDo: 'Compare the registration; set patient.dateOfBirth or the procedureCode.' },
  { reasonCode: '7', category: 'Incorrect Patient Gender', found: "The procedure does not go with the patient's gender.",
    canDo: 'Compare the registration; set patient.gender or the procedureCode.' },
  { reasonCode: '11', category: 'Invalid Diagnosis Code', found: 'The diagnosis does not explain the procedure.',
    canDo: `Set claim.serviceLines[n].diagnosisPointers to the diagnosis that was treated. ${appeal}` },
  { reasonCode: '15', category: 'Authorization Required', found: 'The authorization is not one for this service.',
    canDo: 'Set claim.priorAuthorizationNumber.' },
  { reasonCode: '18', category: 'Duplicate Claim', found: 'The payer takes this for a claim that it already has.',
    canDo: 'Find its answer to the first one. If both were done, set a modifier that says so. ' + writeOff },
  { reasonCode: '22', category: 'Coordination of Benefits', found: 'Another insurance comes first.',
    canDo: 'Ask the patient which insurance comes first; set insurance in that order.', as: 'original' },
  { reasonCode: '26', category: 'No Active Coverage', found: 'The service was before the coverage began.',
    canDo: 'Ask for the eligibility on that day; set insurance[0], or responsibleParty to "selfPay".', as: 'original' },
  { reasonCode: '27', category: 'No Active Coverage', found: 'The service was after the coverage ended.',
    canDo: 'Ask for the eligibility on that day; set insurance[0], or responsibleParty to "selfPay".', as: 'original' },
  { reasonCode: '29', category: 'Timely Filing', found: 'The payer says that the claim came too late.',
    canDo: 'If our 999 and 277CA show it in time, appeal with them as proof. If not, write it off: the patient never owes it.' },
  { reasonCode: '31', category: 'Incorrect Patient Info', found: 'The payer finds no insured person by this id.',
    canDo: 'Compare the card; set insurance[0].memberId or the name.', as: 'original' },
  { reasonCode: '50', category: 'Not Medically Necessary', found: 'The payer does not find the service necessary.',
    canDo: 'Let a coder check the diagnosis. ' + appeal },
  { reasonCode: '55', category: 'Experimental Procedure', found: 'The payer holds the procedure to be experimental.', canDo: appeal },
  { reasonCode: '96', category: 'Non-Covered Benefit', found: 'The payer does not cover this service.',
    canDo: 'Read the remark codes. If the patient agreed to pay, add GY to the modifiers. ' + appeal },
  { reasonCode: '97', category: 'Bundled', found: 'The payer counts this service into another one.',
    canDo: 'If it was separate and the notes show it, set modifier 59 or an X modifier. ' + writeOff },
  { reasonCode: '109', category: 'Incorrect Payer', found: 'Another payer is the right one.',
    canDo: 'Set insurance[0].payerId to the payer on the card, and mind its filing limit.', as: 'original' },
  { reasonCode: '119', category: 'Max Benefit Reached', found: 'The benefit of the period is used up.',
    canDo: 'Look for a second insurance. ' + appeal },
  { reasonCode: '129', category: 'Coordination of Benefits', found: 'What the claim says of the payer before is wrong.',
    canDo: 'Set insurance in the right order.' },
  { reasonCode: '140', category: 'Incorrect Patient Info', found: 'Member id and name are not those of one person.',
    canDo: 'Compare the card; set insurance[0].memberId or the name.' },
  { reasonCode: '146', category: 'Invalid Diagnosis Code', found: 'A diagnosis was not valid on the day of service.',
    canDo: 'Set claim.diagnoses.' },
  { reasonCode: '151', category: 'Exceeded Billable Time', found: 'The payer does not accept so many units.',
    canDo: `Compare the notes; set claim.serviceLines[n].units. ${appeal}` },
  { reasonCode: '167', category: 'Invalid Diagnosis Code', found: 'The diagnosis is not covered.',
    canDo: 'Let a coder check the diagnosis. ' + appeal },
  { reasonCode: '181', category: 'Incorrect Procedure Code', found: 'The procedure code was not valid on the day of service.',
    canDo: 'Set claim.serviceLines[n].procedureCode.' },
  { reasonCode: '182', category: 'Invalid Modifier', found: 'A modifier was not valid on the day of service.',
    canDo: 'Set claim.serviceLines[n].modifiers.' },
  { reasonCode: '197', category: 'Authorization Required', found: 'The service was not authorized beforehand.',
    canDo: 'Set claim.priorAuthorizationNumber if there is one, or ask the payer for one after the fact. ' + writeOff },
  { reasonCode: '198', category: 'Authorization Required', found: 'More was done than was authorized.',
    canDo: 'Ask the payer to extend the authorization and set its number. ' + writeOff },
  { reasonCode: '204', category: 'Non-Covered Benefit', found: 'The service is not in the plan.',
    canDo: 'If the patient agreed to pay, add GY to the modifiers. ' + writeOff },
  { reasonCode: '226', category: 'Info Requested from Provider', found: 'The payer asked the practice for something and has not got it.',
    canDo: 'Send what was asked for, then correct the claim.' },
  { reasonCode: '227', category: 'Info Requested from Patient', found: 'The payer asked the patient for something and has not got it.',
    canDo: 'Ask the patient to answer the payer, then correct the claim.' },
  { reasonCode: '234', category: 'Bundled', found: 'The payer does not pay this service by itself.', canDo: writeOff },
  { reasonCode: '236', category: 'Bundled', found: 'The pair of procedures is not paid on one day.',
    canDo: 'If it was separate and the notes show it, set modifier 59 or an X modifier. ' + writeOff },
  { reasonCode: '242', category: 'No Effective Contract', found: 'The provider is not in the network.',
    canDo: 'Check the contract on the day of service. ' + appeal },
  { reasonCode: '252', category: 'Medical Records Requested', found: 'The payer wants to see records first.',
    canDo: 'Send the records to the payer, then correct the claim.' },
  { reasonCode: 'B7', category: 'Credentialing', found: 'The provider was not enrolled for this service on that day.',
    canDo: 'If another id was meant, set rendering.npi or taxonomyCode; if not, finish the enrolment first.' },
  { reasonCode: 'B13', category: 'Duplicate Claim', found: 'The payer says that it has paid this before.',
    canDo: 'Find the remittance with that payment before anything is sent. ' + writeOff },
];
