import { z } from 'zod';

const path = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [example] });

const origin = z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'an origin, such as https://cloud.temporal.io');

/** Whoever could change the keys on their way could make tokens. */
const safeUrl = z
  .url()
  .regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/, 'an address that begins with https://');

const accessTokens = z.strictObject({
  jwks: safeUrl.meta({
    description: 'Where the identity provider publishes its keys (JWKS).',
    examples: ['https://login.example.com/.well-known/jwks.json'],
  }),
  issuer: z
    .string()
    .min(1)
    .meta({ description: '`iss` of the tokens.', examples: ['https://login.example.com/'] }),
  audience: z
    .string()
    .min(1)
    .meta({ description: '`aud` of the tokens.', examples: ['claimloop-codec'] }),
  claim: z
    .string()
    .min(1)
    .default('permissions')
    .meta({ description: 'The claim of a token that lists what its owner may do.', examples: ['roles'] }),
  permission: z
    .string()
    .min(1)
    .default('phi:read')
    .meta({ description: 'What that claim must contain: a text in a list, or a word in a text.', examples: ['phi'] }),
});

/** codec.json: the codec server for a Temporal UI that runs elsewhere. */
export const codecServerSchema = z
  .strictObject({
    host: z
      .string()
      .default('127.0.0.1')
      .meta({ description: 'Address to listen on. Without `tls` only a loopback address.', examples: ['0.0.0.0'] }),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .meta({ description: 'Port to listen on.', examples: [8443] }),
    tls: z
      .strictObject({
        certificate: path('File with the certificate and its chain (PEM).', '/etc/claimloop/codec.pem'),
        key: path("File with the certificate's key (PEM).", '/etc/claimloop/codec.key'),
      })
      .optional(),
    origins: z
      .array(origin)
      .min(1)
      .meta({
        description: 'Origins of the Temporal UI whose pages may ask.',
        examples: [['https://cloud.temporal.io']],
      }),
    accessTokens: accessTokens.optional().meta({
      description:
        'For a UI with `passAccessToken`. Without it, only the session cookie of `claimloop ui` is accepted.',
    }),
  })
  .refine(({ host, tls }) => tls || ['127.0.0.1', '::1', 'localhost'].includes(host), {
    message: 'tls, or a host of this machine behind a server that has TLS',
    path: ['tls'],
  });

/** The configuration of a codec server elsewhere. */
export type CodecServerConfig = Readonly<z.infer<typeof codecServerSchema>>;
