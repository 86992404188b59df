import {
  type CheckedFile,
  type Claims837P,
  FileChecker,
  guideOf,
  guides,
  type Interchange,
  type InterchangeToWrite,
  readInterchanges,
  type Remittance835,
  type SetToWrite,
  type TransactionSet,
  writeInterchange,
} from '../../x12/index.ts';

/** An interchange with one group of the sets given. */
export function anInterchange(
  sets: readonly SetToWrite[],
  change: Partial<InterchangeToWrite> = {},
): InterchangeToWrite {
  return {
    senderQualifier: 'ZZ',
    senderId: 'SENDER',
    receiverQualifier: 'ZZ',
    receiverId: 'RECEIVER',
    on: '2026-03-05',
    at: '1200',
    control: 42,
    usage: 'T',
    groups: [
      {
        functionalId: 'HP',
        senderCode: 'SENDER',
        receiverCode: 'RECEIVER',
        control: 7,
        version: guides['835'].version,
        sets,
      },
    ],
    ...change,
  };
}

/** The bytes of an interchange that must be writable. */
export function written(interchange: InterchangeToWrite): Uint8Array {
  const result = writeInterchange(interchange);
  if (result.kind === 'refused') throw new Error(`refused: ${JSON.stringify(result.findings)}`);
  return result.bytes;
}

/** What checking a file finds. */
export function checkedFile(bytes: Uint8Array): CheckedFile {
  const checker = new FileChecker();
  checker.push(bytes);
  return checker.end();
}

/** The only interchange of a file that must be readable. */
export function readOne(bytes: Uint8Array): Interchange {
  const result = readInterchanges(bytes);
  const [interchange] = result.interchanges;
  if (result.kind === 'unreadable' || !interchange) throw new Error(`unreadable: ${JSON.stringify(result)}`);
  return interchange;
}

/** The only set of a file that must be readable. */
export function setOf(bytes: Uint8Array): TransactionSet {
  const set = readOne(bytes).groups[0]?.sets[0];
  if (!set) throw new Error('the file holds no set');
  return set;
}

/** Text as the bytes of a file. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The bytes of a file as text, one character a byte. */
export function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

const usual = { element: '*', component: ':', terminator: '~' };

/** A file of one set with these segments between ST and SE. */
export function fileOf(set: string, guide: string, segments: readonly string[]): Uint8Array {
  const isa =
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260305*1200*^*00501*000000042*0*T*:';
  const st = set === '835' ? `ST*${set}*0001` : `ST*${set}*0001*${guide}`;
  const functionalId = guideOf({ set, guide, control: '', delimiters: usual })?.functionalId ?? 'HC';
  const lines = [isa, `GS*${functionalId}*PAYER*CLINIC*20260305*1200*7*X*${guide}`, st, ...segments];
  const trailers = [`SE*${segments.length + 2}*0001`, 'GE*1*7', 'IEA*1*000000042', ''];
  return bytesOf([...lines, ...trailers].join('~'));
}

const address = {
  street: { address1: '18 ELM ST' },
  city: { city: 'TRENTON', state: 'NJ', postalCode: '086081234' },
} as const;

/** Professional claims: one provider, one subscriber who is the patient, one line of 200.00. */
export function someClaims(): Claims837P {
  return {
    beginning: { purpose: '00', reference: 'B1', on: '2026-03-05', at: '1200', type: 'CH' },
    submitter: {
      name: { type: '2', lastName: 'ELM CLINIC', id: 'SENDER' },
      contacts: [{ name: 'BILLING OFFICE', numbers: [{ kind: 'TE', number: '6095550142' }] }],
    },
    receiver: { name: { organizationName: 'DEMO PAYER', id: 'RECEIVER' } },
    billingProviders: [
      {
        billingProvider: {
          name: { type: '2', lastName: 'ELM CLINIC', npi: '1999999984' },
          ...address,
          taxId: { qualifier: 'EI', value: '123456789' },
        },
        subscribers: [
          {
            information: { responsibility: 'P', relationship: '18', filingCode: 'CI' },
            subscriber: {
              name: { type: '1', lastName: 'SAMPLE', firstName: 'TESTA', idQualifier: 'MI', id: 'W123456789' },
              ...address,
              demographics: { bornOn: '1984-03-09', gender: 'F' },
            },
            payer: { name: { organizationName: 'DEMO PAYER', idQualifier: 'PI', id: 'DEMO1' } },
            claims: [aClaimLoop()],
          },
        ],
      },
    ],
  };
}

type ClaimLoop = NonNullable<
  NonNullable<NonNullable<Claims837P['billingProviders']>[number]['subscribers']>[number]['claims']
>[number];

/** Loop 2300 with one line. */
export function aClaimLoop(): ClaimLoop {
  return {
    claim: {
      patientControlNumber: 'V88121A7K2',
      chargeCents: 20_000,
      place: { code: '11', frequency: '1' },
      signatureOnFile: 'Y',
      acceptsAssignment: 'A',
      benefitsAssigned: 'Y',
      releaseOfInformation: 'Y',
    },
    diagnoses: { codes: [{ qualifier: 'ABK', code: 'J4540' }] },
    lines: [
      {
        service: {
          procedure: { qualifier: 'HC', code: 'G0463' },
          chargeCents: 20_000,
          unit: 'UN',
          units: 1,
          diagnosisPointers: [1],
        },
        serviceDate: { when: '2026-03-02' },
        lineControlNumber: { value: '1' },
      },
    ],
  };
}

/** A remittance of one claim: 200.00 charged, 160.00 paid, 40.00 given up by contract. */
export function aRemittance835(): Remittance835 {
  return {
    payment: { handling: 'I', amountCents: 16_000, creditOrDebit: 'C', method: 'CHK', paidOn: '2026-03-20' },
    trace: { traceNumber: 'T100', originatorId: '1999999999' },
    payer: {
      name: { name: 'DEMO PAYER' },
      ...address,
      technicalContacts: [{ name: 'EDI DESK', numbers: [{ kind: 'TE', number: '8005550100' }] }],
    },
    payee: { name: { name: 'ELM CLINIC', idQualifier: 'XX', id: '1999999984' } },
    headers: [
      {
        number: { number: 1 },
        claims: [
          {
            claim: {
              patientControlNumber: 'V88121A7K2',
              statusCode: '1',
              chargeCents: 20_000,
              paidCents: 16_000,
              filingCode: '12',
              payerControlNumber: 'P1',
            },
            patient: { lastName: 'SAMPLE' },
            services: [
              {
                service: { procedure: { qualifier: 'HC', code: 'G0463' }, chargeCents: 20_000, paidCents: 16_000 },
                dates: [{ qualifier: '472', on: '2026-03-02' }],
                adjustments: [{ group: 'CO', reasons: [{ reasonCode: '45', amountCents: 4000 }] }],
                lineControlNumber: { value: '1' },
              },
            ],
          },
        ],
      },
    ],
  };
}
