/** A reference to a ConfigMap or a Secret. */
interface ObjectReference {
  readonly name?: string | undefined;
}

interface KeyReference extends ObjectReference {
  readonly key: string;
}

/** A variable of a container. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string | undefined;
  readonly valueFrom?:
    | {
        readonly secretKeyRef?: KeyReference | undefined;
        readonly configMapKeyRef?: KeyReference | undefined;
        readonly fieldRef?: { readonly fieldPath: string } | undefined;
      }
    | undefined;
}

/** The fields of a container that are shown. */
export interface ContainerBase {
  readonly image?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly workingDir?: string | undefined;
  readonly env?: readonly EnvVar[] | undefined;
  readonly envFrom?:
    | readonly {
        readonly prefix?: string | undefined;
        readonly secretRef?: ObjectReference | undefined;
        readonly configMapRef?: ObjectReference | undefined;
      }[]
    | undefined;
}

/** The fields of a template that are shown. */
export interface Template {
  readonly container?: ContainerBase | undefined;
  readonly script?: (ContainerBase & { readonly source?: string | undefined }) | undefined;
}
