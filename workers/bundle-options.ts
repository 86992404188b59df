import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleOptions } from '@temporalio/worker';
import { failureConverterPath } from '../client/encryption/data-converter.ts';

/** What goes into the workflow bundle; the same whether it is built from the sources (tests) or from dist/. */
export function bundleOptions(): BundleOptions {
  const workflows = new URL(`../workflows/index${extname(import.meta.url)}`, import.meta.url);
  return { workflowsPath: fileURLToPath(workflows), failureConverterPath };
}
