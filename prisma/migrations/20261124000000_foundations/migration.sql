-- CreateTable
CREATE TABLE "installation_secret" (
    "id" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,

    CONSTRAINT "installation_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation_key" (
    "id" TEXT NOT NULL,
    "check_value" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "external_id" BYTEA NOT NULL,
    "external_id_digest" TEXT NOT NULL,
    "intake_digest" TEXT NOT NULL,
    "opened_on" DATE NOT NULL,
    "policy" JSONB NOT NULL,
    "payer_control_number" TEXT,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_version" (
    "claim_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "correction_id" TEXT,
    "made_by" TEXT NOT NULL,
    "reason" BYTEA NOT NULL,
    "intake" BYTEA NOT NULL,
    "payer_id" TEXT NOT NULL,
    "timely_filing_on" DATE NOT NULL,
    "billing_npi" TEXT,
    "billing_tax_id" TEXT,
    "made_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_version_pkey" PRIMARY KEY ("claim_id","version")
);

-- CreateTable
CREATE TABLE "claim_standing" (
    "claim_id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "status" TEXT NOT NULL DEFAULT 'INTAKE',
    "owner" TEXT NOT NULL DEFAULT 'SYSTEM',
    "next" BYTEA NOT NULL,
    "due_on" DATE,
    "balance_cents" BIGINT NOT NULL,
    "denial_category" TEXT,
    "payer_id" TEXT NOT NULL,
    "unstored_inputs" INTEGER NOT NULL DEFAULT 0,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "run_id" TEXT NOT NULL,
    "state" BYTEA,
    "opened_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "written_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_standing_pkey" PRIMARY KEY ("claim_id")
);

-- CreateTable
CREATE TABLE "claim_timeline" (
    "claim_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "on" DATE NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "status" TEXT NOT NULL,
    "what" BYTEA NOT NULL,

    CONSTRAINT "claim_timeline_pkey" PRIMARY KEY ("claim_id","ordinal")
);

-- CreateTable
CREATE TABLE "claim_input" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "claim_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "made_by" TEXT,
    "made_at" TIMESTAMPTZ NOT NULL,
    "made_on" DATE NOT NULL,
    "content" BYTEA NOT NULL,
    "refusal" BYTEA,

    CONSTRAINT "claim_input_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "control_number" (
    "name" TEXT NOT NULL,
    "next" BIGINT NOT NULL,

    CONSTRAINT "control_number_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "outbound_interchange" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "partner_id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "claim_version" INTEGER NOT NULL,
    "submission" INTEGER NOT NULL,
    "sender_id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "interchange_control" INTEGER NOT NULL,
    "group_control" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ,

    CONSTRAINT "outbound_interchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_file" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "partner_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "is_misdirected" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ,
    "dismissed_by" TEXT,
    "dismissed_because" BYTEA,
    "dismissed_at" TIMESTAMPTZ,

    CONSTRAINT "inbound_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remote_file" (
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "partner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "modified_at" TIMESTAMPTZ NOT NULL,
    "unchanged_since" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'new',
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "remote_file_pkey" PRIMARY KEY ("tenant","partner_id","name")
);

-- CreateTable
CREATE TABLE "inbound_delivery" (
    "id" BIGSERIAL NOT NULL,
    "file_id" BIGINT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "remote_name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "modified_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interchange" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "file_id" BIGINT NOT NULL,
    "interchange_index" INTEGER NOT NULL,
    "sender_id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "control" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "time" TEXT NOT NULL,
    "usage" TEXT NOT NULL,

    CONSTRAINT "interchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction_set" (
    "id" BIGSERIAL NOT NULL,
    "interchange_id" BIGINT NOT NULL,
    "group_index" INTEGER NOT NULL,
    "set_index" INTEGER NOT NULL,
    "group_control" TEXT NOT NULL,
    "set_control" TEXT NOT NULL,
    "set" TEXT NOT NULL,
    "canonical_digest" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'posted',
    "reason" TEXT,
    "is_misdirected" BOOLEAN NOT NULL DEFAULT false,
    "posted_through" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "transaction_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "transaction_set_id" BIGINT NOT NULL,
    "payer_key" TEXT NOT NULL,
    "payee_id" TEXT NOT NULL,
    "trace_number" TEXT NOT NULL,
    "paid_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "method" TEXT NOT NULL,
    "canonical_digest" TEXT NOT NULL,
    "payer_name" TEXT NOT NULL,
    "payer_id" TEXT,

    CONSTRAINT "remittance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance_claim" (
    "id" BIGSERIAL NOT NULL,
    "remittance_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "transaction_set_id" BIGINT NOT NULL,
    "segment" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "claim_id" TEXT,
    "status_code" TEXT NOT NULL,
    "paid_cents" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "findings" TEXT[],
    "movements" JSONB NOT NULL,
    "coverage" INTEGER NOT NULL,
    "reverses_id" BIGINT,
    "detail" BYTEA NOT NULL,

    CONSTRAINT "remittance_claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance_provider_adjustment" (
    "remittance_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reference" BYTEA,
    "amount_cents" BIGINT NOT NULL,
    "transaction_set_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "marks" TEXT[],
    "open_cents" BIGINT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "remittance_provider_adjustment_pkey" PRIMARY KEY ("remittance_id","position","ordinal")
);

-- CreateTable
CREATE TABLE "remitter" (
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "partner_id" TEXT NOT NULL,
    "originator_id" TEXT NOT NULL,
    "mapped_by" TEXT NOT NULL,
    "reason" BYTEA NOT NULL,
    "mapped_on" DATE NOT NULL,

    CONSTRAINT "remitter_pkey" PRIMARY KEY ("tenant","partner_id","originator_id")
);

-- CreateTable
CREATE TABLE "remittance_decision" (
    "source" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "claim_id" TEXT,
    "made_by" TEXT NOT NULL,
    "reason" BYTEA NOT NULL,
    "made_on" DATE NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "remittance_decision_pkey" PRIMARY KEY ("source","ordinal")
);

-- CreateTable
CREATE TABLE "acknowledgment" (
    "id" BIGSERIAL NOT NULL,
    "transaction_set_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "claim_id" TEXT,
    "submission" INTEGER,
    "kind" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "acknowledgment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "claim_id" TEXT,
    "effective_on" DATE NOT NULL,
    "posted_on" DATE NOT NULL,
    "posted_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source" TEXT NOT NULL,
    "made_by" TEXT,
    "reverses_id" BIGINT,
    "transfers" INTEGER NOT NULL,
    "inputs_sha256" TEXT NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_transfer" (
    "entry_id" BIGINT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "line" TEXT NOT NULL,
    "debit" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "journal_transfer_pkey" PRIMARY KEY ("entry_id","ordinal")
);

-- CreateTable
CREATE TABLE "claim_balance" (
    "claim_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "claim_balance_pkey" PRIMARY KEY ("claim_id","line","account")
);

-- CreateTable
CREATE TABLE "accounting_period" (
    "through_on" DATE NOT NULL,
    "closed_by" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounting_period_pkey" PRIMARY KEY ("through_on")
);

-- CreateTable
CREATE TABLE "work_item" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "key" TEXT NOT NULL,
    "claim_id" TEXT,
    "kind" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "category" TEXT,
    "found" BYTEA NOT NULL,
    "can_do" TEXT NOT NULL,
    "opened_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "escalated" BOOLEAN NOT NULL DEFAULT false,
    "closed_on" DATE,
    "how" BYTEA,
    "closed_by" TEXT,
    "partner" TEXT,

    CONSTRAINT "work_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_wait" (
    "work_item_id" BIGINT NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "partner_wait_pkey" PRIMARY KEY ("work_item_id","claim_id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "dedupe_key" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "fact" JSONB NOT NULL,
    "noted_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ,
    "outcome" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_result" (
    "key" TEXT NOT NULL,
    "inputs_digest" TEXT NOT NULL,
    "result" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activity_result_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "statement" (
    "claim_id" TEXT NOT NULL,
    "cycle" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "is_final_notice" BOOLEAN NOT NULL,
    "document" BYTEA NOT NULL,
    "sent_at" TIMESTAMPTZ,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("claim_id","cycle","number")
);

-- CreateTable
CREATE TABLE "placement" (
    "claim_id" TEXT NOT NULL,
    "placement" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "document" BYTEA NOT NULL,
    "file_name" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("claim_id","placement","kind")
);

-- CreateTable
CREATE TABLE "deposit" (
    "id" BIGSERIAL NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT 'main',
    "bank_account" TEXT NOT NULL,
    "bank_reference" TEXT NOT NULL,
    "deposited_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "deposit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance_deposit" (
    "remittance_id" BIGINT NOT NULL,
    "deposit_id" BIGINT NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "remittance_deposit_pkey" PRIMARY KEY ("remittance_id","deposit_id")
);

-- CreateTable
CREATE TABLE "api_idempotency" (
    "tenant" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_idempotency_pkey" PRIMARY KEY ("tenant","key")
);

-- CreateTable
CREATE TABLE "webhook_receipt" (
    "source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_receipt_pkey" PRIMARY KEY ("source","event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "claim_tenant_external_id_digest_key" ON "claim"("tenant", "external_id_digest");

-- CreateIndex
CREATE INDEX "claim_version_billing_npi_idx" ON "claim_version"("billing_npi");

-- CreateIndex
CREATE INDEX "claim_version_billing_tax_id_idx" ON "claim_version"("billing_tax_id");

-- CreateIndex
CREATE INDEX "claim_payer_control_number_idx" ON "claim"("payer_control_number");

-- CreateIndex
CREATE INDEX "claim_standing_status_idx" ON "claim_standing"("status");

-- CreateIndex
CREATE INDEX "claim_standing_opened_at_idx" ON "claim_standing"("opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "claim_version_claim_id_correction_id_key" ON "claim_version"("claim_id", "correction_id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_input_tenant_claim_id_key_key" ON "claim_input"("tenant", "claim_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_interchange_control_key" ON "outbound_interchange"("tenant", "sender_id", "receiver_id", "generation", "interchange_control");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_interchange_group_control_key" ON "outbound_interchange"("tenant", "sender_id", "receiver_id", "generation", "group_control");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_interchange_claim_id_submission_key" ON "outbound_interchange"("claim_id", "submission");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_interchange_claim_id_digest_key" ON "outbound_interchange"("claim_id", "digest");

-- CreateIndex
CREATE INDEX "inbound_file_state_idx" ON "inbound_file"("state");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_file_tenant_partner_id_digest_key" ON "inbound_file"("tenant", "partner_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_delivery_file_id_partner_id_remote_name_modified_at_key" ON "inbound_delivery"("file_id", "partner_id", "remote_name", "modified_at");

-- CreateIndex
CREATE UNIQUE INDEX "interchange_file_id_interchange_index_key" ON "interchange"("file_id", "interchange_index");

-- CreateIndex
CREATE INDEX "transaction_set_canonical_digest_idx" ON "transaction_set"("canonical_digest");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_set_interchange_id_group_index_set_index_key" ON "transaction_set"("interchange_id", "group_index", "set_index");

-- CreateIndex
CREATE INDEX "remittance_tenant_payer_key_trace_number_idx" ON "remittance"("tenant", "payer_key", "trace_number");

-- CreateIndex
CREATE UNIQUE INDEX "remittance_transaction_set_id_key" ON "remittance"("transaction_set_id");

-- CreateIndex
CREATE UNIQUE INDEX "remittance_claim_source_key" ON "remittance_claim"("source");

-- CreateIndex
CREATE INDEX "remittance_claim_claim_id_id_idx" ON "remittance_claim"("claim_id", "id");

-- CreateIndex
CREATE INDEX "remittance_claim_transaction_set_id_segment_idx" ON "remittance_claim"("transaction_set_id", "segment");

-- CreateIndex
CREATE UNIQUE INDEX "remittance_claim_remittance_id_position_key" ON "remittance_claim"("remittance_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "remittance_provider_adjustment_source_key" ON "remittance_provider_adjustment"("source");

-- CreateIndex
CREATE INDEX "acknowledgment_claim_id_submission_idx" ON "acknowledgment"("claim_id", "submission");

-- CreateIndex
CREATE UNIQUE INDEX "acknowledgment_transaction_set_id_position_key" ON "acknowledgment"("transaction_set_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_reverses_id_key" ON "journal_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "journal_entry_claim_id_idx" ON "journal_entry"("claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_tenant_key_key" ON "journal_entry"("tenant", "key");

-- CreateIndex
CREATE INDEX "work_item_closed_on_due_on_idx" ON "work_item"("closed_on", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "work_item_tenant_key_key" ON "work_item"("tenant", "key");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_tenant_dedupe_key_key" ON "outbox_event"("tenant", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "placement_file_name_key" ON "placement"("file_name");

-- CreateIndex
CREATE UNIQUE INDEX "deposit_tenant_bank_account_bank_reference_key" ON "deposit"("tenant", "bank_account", "bank_reference");

-- AddForeignKey
ALTER TABLE "claim_timeline" ADD CONSTRAINT "claim_timeline_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim_standing"("claim_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_version" ADD CONSTRAINT "claim_version_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rest cannot be expressed in Prisma's schema language: rules that the database enforces.

-- An entry is made of transfers, so that it cannot be out of balance.
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_transfers" CHECK ("transfers" >= 1);
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_reverses_id_fkey"
  FOREIGN KEY ("reverses_id") REFERENCES "journal_entry" ("id");
ALTER TABLE "journal_transfer" ADD CONSTRAINT "journal_transfer_ordinal" CHECK ("ordinal" >= 0);
ALTER TABLE "journal_transfer" ADD CONSTRAINT "journal_transfer_above_zero" CHECK ("amount_cents" > 0);
ALTER TABLE "journal_transfer" ADD CONSTRAINT "journal_transfer_two_accounts" CHECK ("debit" <> "credit");

-- An entry and its transfers are inserted by one statement, so that none can be added later: the ordinals of a statement
-- are those of the whole entry, and the primary key takes each of them once. The triggers run once for each statement;
-- both see what the statement inserted into either table.
CREATE FUNCTION "journal_check_entries"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed_through date;
BEGIN
  IF EXISTS (
    SELECT FROM added e WHERE NOT EXISTS (SELECT FROM "journal_transfer" t WHERE t."entry_id" = e."id")
  ) THEN
    RAISE EXCEPTION 'a journal entry has no transfer' USING ERRCODE = 'CL001';
  END IF;
  SELECT max("through_on") INTO closed_through FROM "accounting_period";
  IF EXISTS (SELECT FROM added e WHERE e."posted_on" <= closed_through) THEN
    RAISE EXCEPTION 'the accounting period is closed through %', closed_through USING ERRCODE = 'CL003';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "journal_entry_check" AFTER INSERT ON "journal_entry"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "journal_check_entries"();

-- Keeps the balances of claims. No row is shared between claims. The worker may only read the table: the function runs
-- as its owner.
CREATE FUNCTION "journal_apply_transfers"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT "entry_id", count(*) AS n, max("ordinal") AS last FROM added GROUP BY "entry_id") a
      LEFT JOIN "journal_entry" e ON e."id" = a."entry_id"
    WHERE e."transfers" IS DISTINCT FROM a.n OR a.last <> a.n - 1
  ) THEN
    RAISE EXCEPTION 'the transfers of a journal entry are not complete' USING ERRCODE = 'CL001';
  END IF;
  INSERT INTO "claim_balance" AS b ("claim_id", "line", "account", "amount_cents")
  SELECT "claim_id", "line", "account", sum("amount")
  FROM (
    SELECT e."claim_id", t."line", t."debit" AS "account", t."amount_cents" AS "amount"
    FROM added t JOIN "journal_entry" e ON e."id" = t."entry_id" WHERE e."claim_id" IS NOT NULL
    UNION ALL
    SELECT e."claim_id", t."line", t."credit", -t."amount_cents"
    FROM added t JOIN "journal_entry" e ON e."id" = t."entry_id" WHERE e."claim_id" IS NOT NULL
  ) sides
  GROUP BY "claim_id", "line", "account" ORDER BY "claim_id", "line", "account"
  ON CONFLICT ("claim_id", "line", "account") DO UPDATE SET "amount_cents" = b."amount_cents" + EXCLUDED."amount_cents";
  RETURN NULL;
END $$;
CREATE TRIGGER "journal_transfer_apply" AFTER INSERT ON "journal_transfer"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "journal_apply_transfers"();

-- One key encrypts.
ALTER TABLE "installation_key" ADD CONSTRAINT "installation_key_state"
  CHECK ("state" IN ('active', 'old', 'retired'));
CREATE UNIQUE INDEX "installation_key_active" ON "installation_key" ("state") WHERE "state" = 'active';

-- The accounts of domain/ledger/accounts.ts. A foreign key would lock the rows of the accounts in every posting.
CREATE FUNCTION "is_account"("name" text) RETURNS boolean IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT "name" IN (
    'receivable:coverage-1', 'receivable:coverage-2', 'receivable:coverage-3', 'receivable:patient',
    'receivable:agency', 'credits:coverage-1', 'credits:coverage-2', 'credits:coverage-3', 'credits:patient',
    'write-offs:SMALL_BALANCE', 'write-offs:CHARITY_OR_FINANCIAL_ASSISTANCE', 'write-offs:TIMELY_FILING',
    'write-offs:ADMINISTRATIVE_WRITE_OFF', 'write-offs:NOT_MEDICALLY_NECESSARY',
    'write-offs:NO_AUTHORIZATION_REFERRAL', 'write-offs:DECEASED', 'write-offs:BANKRUPTCY',
    'write-offs:OTHER', 'bad-debt', 'revenue', 'contractual-adjustments', 'sequestration', 'withheld',
    'capitation', 'payer-clearing', 'patient-cash', 'bank', 'interest-income', 'agency-fees', 'refunds',
    'deposits', 'unapplied', 'provider-adjustments', 'forwarding-balance', 'recoupments')
$$;
ALTER TABLE "journal_transfer" ADD CONSTRAINT "journal_transfer_accounts"
  CHECK ("is_account"("debit") AND "is_account"("credit"));

-- Append-only: a reversing entry corrects a mistake. Only the owner of the table, the migration role, may change rows,
-- and only in a transaction that says so: `claimloop keys retire` encrypts them with another key.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('claimloop.reencrypt', true) = 'on' AND current_user =
    (SELECT tableowner FROM pg_tables WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'CL002';
END $$;
CREATE TRIGGER "journal_entry_append_only" BEFORE UPDATE OR DELETE ON "journal_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "journal_entry_no_truncate" BEFORE TRUNCATE ON "journal_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "journal_transfer_append_only" BEFORE UPDATE OR DELETE ON "journal_transfer"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "journal_transfer_no_truncate" BEFORE TRUNCATE ON "journal_transfer"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "accounting_period_append_only" BEFORE UPDATE OR DELETE ON "accounting_period"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "accounting_period_no_truncate" BEFORE TRUNCATE ON "accounting_period"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "claim_input_append_only" BEFORE UPDATE OR DELETE ON "claim_input"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "claim_input_no_truncate" BEFORE TRUNCATE ON "claim_input"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "claim_version_append_only" BEFORE UPDATE OR DELETE ON "claim_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "claim_version_no_truncate" BEFORE TRUNCATE ON "claim_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Read piece by piece, which PostgreSQL does without reading the rest if they are not compressed. They are encrypted.
ALTER TABLE "inbound_file" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- The bytes of received and sent files never change; only their state does.
CREATE TRIGGER "inbound_file_bytes_kept" BEFORE UPDATE OF "digest", "bytes", "tenant" ON "inbound_file"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "inbound_file_kept" BEFORE DELETE ON "inbound_file"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "inbound_file_no_truncate" BEFORE TRUNCATE ON "inbound_file"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "outbound_interchange_bytes_kept"
  BEFORE UPDATE OF "digest", "bytes", "interchange_control", "group_control" ON "outbound_interchange"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "outbound_interchange_kept" BEFORE DELETE ON "outbound_interchange"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "outbound_interchange_no_truncate" BEFORE TRUNCATE ON "outbound_interchange"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Finds undelivered events without a scan of the delivered ones.
CREATE INDEX "outbox_event_waiting" ON "outbox_event" ("id") WHERE "delivered_at" IS NULL;

-- One open question about a partner and what is wrong with it.
CREATE UNIQUE INDEX "work_item_open_partner" ON "work_item" ("tenant", "partner", "category")
  WHERE "closed_on" IS NULL AND "partner" IS NOT NULL;

ALTER TABLE "transaction_set" ADD CONSTRAINT "transaction_set_state"
  CHECK ("state" IN ('posting', 'posted', 'quarantined'));
ALTER TABLE "remittance_claim" ADD CONSTRAINT "remittance_claim_state"
  CHECK ("state" IN ('posted', 'reversed', 'exception', 'refused'));
ALTER TABLE "remittance_provider_adjustment" ADD CONSTRAINT "remittance_provider_adjustment_state"
  CHECK ("state" IN ('posted', 'exception', 'accepted', 'refused') AND "open_cents" >= 0);

-- Adjustments that wait for their counterpart, and what a person decides about.
CREATE INDEX "remittance_provider_adjustment_open" ON "remittance_provider_adjustment" ("remittance_id")
  WHERE "open_cents" > 0;
CREATE INDEX "remittance_claim_exception" ON "remittance_claim" ("id") WHERE "state" = 'exception';
CREATE TRIGGER "remittance_decision_append_only" BEFORE UPDATE OR DELETE ON "remittance_decision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
