/** The parts of WebAssembly that the migration runner uses. The types of Node do not include this global. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  function instantiate(
    bytes: Uint8Array,
    imports: Imports,
  ): Promise<{ readonly instance: { readonly exports: Record<string, unknown> } }>;
}
