import config from './jest.unit.config.mjs';

const { extensionsToTreatAsEsm: _esm, roots: _roots, ...unit } = config;
const compile = { target: 'es2022', parser: { syntax: 'typescript' } };

/**
 * The tests of `npm run mutate`, which names their folder. They run as CommonJS: Node never frees the ES modules that
 * Jest loads, and a mutation run loads each of them hundreds of times.
 */
export default {
  ...unit,
  testPathIgnorePatterns: ['/node_modules/', 'test/workers/temporal-setup', 'test/workers/codec-server'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: compile, module: { type: 'commonjs' } }] },
};
