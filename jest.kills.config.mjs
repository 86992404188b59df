import config from './jest.config.mjs';

/** `npm run kills`: the tests that kill the worker, Temporal and PostgreSQL, or restore them from backups. */
export default { ...config, roots: ['<rootDir>/test/kills'], testPathIgnorePatterns: [] };
