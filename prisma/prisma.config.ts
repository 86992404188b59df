import { defineConfig } from 'prisma/config';

/** For Prisma's commands: `DATABASE_URL=… npx prisma migrate deploy --config prisma/prisma.config.ts`. */
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
