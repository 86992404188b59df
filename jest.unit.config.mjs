import config from './jest.config.mjs';

/** The tests that need no server: what `npm run nodes` runs on each version of Node.js. */
const { globalSetup: _, globalTeardown: __, ...rest } = config;
export default { ...rest, roots: ['<rootDir>/test/domain', '<rootDir>/test/x12', '<rootDir>/test/client'] };
