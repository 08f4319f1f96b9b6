// The two encoders every JavaScript runtime has. Declared here because the domain is checked without DOM or Node,
// so that clocks, network and files stay compile errors.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}
