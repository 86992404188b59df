/** What the migration runner uses of WebAssembly, a global of every Node that its type package leaves to the DOM's. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  function instantiate(
    bytes: Uint8Array,
    imports: Imports,
  ): Promise<{ readonly instance: { readonly exports: Record<string, unknown> } }>;
}
