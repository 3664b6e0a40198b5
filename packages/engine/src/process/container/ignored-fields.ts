import type { Container, Template } from '@tiphys/models';

/** A container, with the fields that matter here. */
type ContainerFields = Pick<Container, 'securityContext' | 'volumeMounts'>;

/** Returns what a template asks for its containers that processes ignore, and containers of Docker or Podman do not. */
export function ignoredFields(template: Template): readonly string[] {
  const containers: readonly ContainerFields[] = [
    ...(template.container === undefined ? [] : [template.container]),
    ...(template.script === undefined ? [] : [template.script]),
    ...(template.containerSet?.containers ?? []),
    ...(template.initContainers ?? []),
    ...(template.sidecars ?? []),
  ];
  const has = (find: (container: ContainerFields) => boolean): boolean => containers.some(find);
  return [
    ...(isSet(template.securityContext) || has(({ securityContext }) => isSet(securityContext))
      ? ['securityContext']
      : []),
    ...((template.hostAliases ?? []).length > 0 ? ['hostAliases'] : []),
    ...(has(({ volumeMounts }) => (volumeMounts ?? []).some(({ readOnly }) => readOnly === true))
      ? ['readOnly of volume mounts']
      : []),
  ];
}

function isSet(fields: object | undefined): boolean {
  return fields !== undefined && Object.keys(fields).length > 0;
}
