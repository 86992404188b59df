import { Client } from 'pg';
import { readEndpoints } from '../../client/endpoints.ts';

// What makes repetition harmless: the digests by which a file and a transaction set are recognized, the unique keys of
// entries, and the stored results of steps. Each trigger takes one of them away.
const triggers = `
  create function chaos_forget_file() returns trigger language plpgsql as
    $$ begin new.digest := new.digest || '-' || new.id; return new; end $$;
  create trigger chaos_forget_file before insert on inbound_file for each row execute function chaos_forget_file();
  create function chaos_forget_set() returns trigger language plpgsql as
    $$ begin new.canonical_digest := new.canonical_digest || '-' || new.id; return new; end $$;
  create trigger chaos_forget_set before insert on transaction_set for each row execute function chaos_forget_set();
  create trigger chaos_forget_remittance before insert on remittance for each row execute function chaos_forget_set();`;

/** Switches off how received files are recognized, as a negative control: the audit must then fail. */
export async function switchOffDeduplication(folder: string): Promise<void> {
  const connectionString = readEndpoints(folder)?.migrationDatabaseUrl;
  if (!connectionString) throw new Error('the installation has no role that owns the tables');
  const owner = new Client({ connectionString });
  await owner.connect();
  try {
    await owner.query(triggers);
  } finally {
    await owner.end();
  }
}
