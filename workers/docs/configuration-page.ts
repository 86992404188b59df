import { endpointsSchema } from '../../client/endpoints.ts';
import { programsSchema } from '../../client/programs.ts';
import { environmentSchema, type VariableUse } from '../../client/environment.ts';
import { defaultPolicy } from '../../domain/policy/default-policy.ts';
import { clockSchema } from '../../domain/schema/business-clock.ts';
import { codecServerSchema } from '../../domain/schema/codec-server.ts';
import { profilesSchema } from '../../domain/schema/policy-profiles.ts';
import { partnersSchema } from '../../domain/schema/trading-partners.ts';
import { readySchema, sandboxSchema } from '../../sandbox/config.ts';
import { behaviorsSchema } from '../../sandbox/schema/behaviors.ts';
import { plansSchema } from '../../sandbox/schema/plans.ts';
import { type Field, fieldsOf, nodeOf, type SchemaNode } from './fields.ts';

interface ConfigurationFile {
  readonly name: string;
  /** Its purpose, in sentences. */
  readonly about: string;
  readonly schema: Parameters<typeof nodeOf>[0];
  readonly defaults?: Readonly<Record<string, unknown>>;
}

const editedFiles: readonly ConfigurationFile[] = [
  {
    name: 'partners.json',
    about:
      'Trading partners: payers, clearinghouses, collection agencies and mailing services. A list ' +
      'with one object per ' +
      'partner. `transport` has a `kind`, such as `"kind": "sftp"`; the fields of each kind ' +
      'are below. The first `up` writes the partners of the sandbox, or an empty list with `--no-sandbox`.',
    schema: partnersSchema,
  },
  {
    name: 'profiles.json',
    about:
      'Waits and limits that differ from the default policy, by the name that patient files ' +
      'use (`policy.profile`). ' +
      'The profile `default` changes the default policy itself. A claim keeps the values that it was opened with.',
    schema: profilesSchema,
    defaults: { ...defaultPolicy },
  },
  {
    name: 'clock.json',
    about: 'The business clock: converts instants to business days. The first `up` writes it. Do not change it later.',
    schema: clockSchema,
  },
  {
    name: 'codec.json',
    about:
      'For `claimloop codec-server`, which decodes payloads for a Temporal UI that runs elsewhere. You write it; see ' +
      '[operate.md](operate.md).',
    schema: codecServerSchema,
  },
  {
    name: 'sandbox/config.json',
    about: 'The sandbox payer and agency. The first `up` writes it with new passwords.',
    schema: sandboxSchema,
  },
  {
    name: 'sandbox/plans.json',
    about:
      'What the sandbox payer pays: a list of plans, each with the contract of the practice. The first start of the ' +
      'sandbox writes the shipped ones; see [sandbox.md](sandbox.md).',
    schema: plansSchema,
  },
  {
    name: 'sandbox/behaviors.json',
    about:
      'How the sandbox payer answers the claims of chosen members: a list of behaviors, each with the files that it ' +
      'sends. A name in parentheses is a `kind`. The first start of the sandbox writes the shipped ones; see ' +
      '[sandbox.md](sandbox.md).',
    schema: behaviorsSchema,
  },
];

const generatedFiles: readonly ConfigurationFile[] = [
  {
    name: 'endpoints.json',
    about: 'The addresses of the services. `up` writes it after each start.',
    schema: endpointsSchema,
  },
  {
    name: 'programs.json',
    about: 'The processes of the installation. `down` and the next `up` read it.',
    schema: programsSchema,
  },
  {
    name: 'sandbox/root/ready.json',
    about: 'The address of the sandbox. The sandbox writes it at each start.',
    schema: readySchema,
  },
];

const uses: Readonly<Record<VariableUse, string>> = {
  installation: 'For an installation: `up`, the worker and the commands.',
  temporal:
    "Temporal's own variables, for a Temporal server that runs elsewhere. " +
    '`TEMPORAL_GRPC_META_<NAME>` adds a header to ' +
    'each request.',
  development: 'For tests and development.',
};

/** Generates docs/configuration.md: all files and environment variables, from the schemas that validate them. */
export function configurationPage(): string {
  return `${[
    '# Configuration',
    '<!-- Generated from the schemas by `npm run docs`. Do not edit. -->',
    'An installation is a data folder (`--data`, `.claimloop` if not given) and environment ' +
      'variables. All files are read ' +
      'strictly: an unknown field or an invalid value stops the start with the file, the path ' +
      'and the allowed values. ' +
      'Recipes for common changes: [recipes.md](recipes.md).',
    '## Files that you edit',
    '`up` writes these files when they do not exist, and never changes them afterwards. A ' +
      'change takes effect at the next ' +
      'start (`down`, `up`). File names are relative to the data folder.',
    ...editedFiles.flatMap(sectionOf),
    '### keys',
    keysAbout,
    '## Files that are generated',
    'Do not edit these files: each start writes them.',
    ...generatedFiles.flatMap(sectionOf),
    '## Environment variables',
    'An unknown variable that begins with `CLAIMLOOP_` is an error. An empty variable counts as not set.',
    ...Object.entries(uses).flatMap(([use, about]) => [about, tableOf('variable', variablesFor(use))]),
  ].join('\n\n')}\n`;
}

const keysAbout =
  'Encryption keys for everything that Temporal stores and for the columns with patient data, one `keyId:base64` per ' +
  'line with 32 bytes in the base64. The first key encrypts; all of them decrypt. `claimloop keys rotate` adds one; ' +
  '[operate.md](operate.md) says what is lost with a key. Example: `2026-11:` followed by the output of ' +
  '`openssl rand -base64 32`.';

function sectionOf({ name, about, schema, defaults }: ConfigurationFile): readonly string[] {
  return [`### ${name}`, about, tableOf('field', fieldsOf(nodeOf(schema), { name: '', isRequired: true, defaults }))];
}

function variablesFor(use: string): readonly Field[] {
  const node = nodeOf(environmentSchema);
  const properties = Object.entries(node.properties ?? {}).filter(([, one]: [string, SchemaNode]) => one.use === use);
  return fieldsOf(
    { ...node, properties: Object.fromEntries(properties) },
    { name: '', isRequired: true, isText: true },
  );
}

function tableOf(kind: string, fields: readonly Field[]): string {
  const head = [
    [kind, 'meaning', 'unit and type', 'default', 'example'],
    ['---', '---', '---', '---', '---'],
  ];
  const rows = fields.map(({ name, meaning, value, otherwise, example }) => [
    `\`${name}\``,
    ...[meaning, value, otherwise, example].map((text) => text.replaceAll('|', '\\|')),
  ]);
  return [...head, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
