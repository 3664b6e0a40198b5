/** Parameters and artifacts: of a call, or of the inputs or outputs of a template. */
export interface Arguments {
  readonly parameters?: readonly Parameter[];
  readonly artifacts?: readonly Artifact[];
}

/** A parameter; its values are strings, as in Argo. */
export interface Parameter {
  readonly name?: string;
  readonly value?: string;
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly globalName?: string;
  readonly valueFrom?: ValueFrom;
}

/** The source of a parameter's value. */
export interface ValueFrom {
  readonly path?: string;
  readonly jqFilter?: string;
  readonly jsonPath?: string;
  readonly parameter?: string;
  readonly expression?: string;
  readonly default?: string;
  readonly event?: string;
  readonly supplied?: object;
  readonly configMapKeyRef?: object;
}

/** An artifact with its possible locations. */
export interface Artifact {
  readonly name?: string;
  readonly path?: string;
  readonly from?: string;
  readonly fromExpression?: string;
  readonly optional?: boolean;
  readonly globalName?: string;
  readonly s3?: { readonly key?: string };
  readonly gcs?: { readonly key?: string };
  readonly oss?: { readonly key?: string };
  readonly azure?: { readonly blob?: string };
  readonly hdfs?: HdfsLocation;
  readonly artifactory?: { readonly url?: string };
  readonly http?: { readonly url?: string };
  readonly git?: { readonly repo?: string };
  readonly raw?: object;
  readonly plugin?: object;
}

/** A place in HDFS. */
export interface HdfsLocation {
  readonly addresses?: readonly string[];
  readonly path?: string;
  readonly hdfsUser?: string;
  readonly krbCCacheSecret?: object;
  readonly krbKeytabSecret?: object;
  readonly krbServicePrincipalName?: string;
  readonly krbConfigConfigMap?: object;
  readonly krbUsername?: string;
  readonly krbRealm?: string;
}
