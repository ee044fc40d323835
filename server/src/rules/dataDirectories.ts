import type { FieldView } from '../manifest/fieldView.ts';
import type { ImageFacts } from '../storage/imageFacts.ts';

/** Whether a mount at `path` holds `directory`: it is the directory itself or one above it. */
export function covers(path: string, directory: string): boolean {
  const mount = tidy(path);
  const wanted = tidy(directory);
  return wanted === mount || mount === '/' || wanted.startsWith(`${mount}/`);
}

/** Whether one path is the other or lies above or below it. */
export function meets(path: string, directory: string): boolean {
  return covers(path, directory) || covers(directory, path);
}

function tidy(path: string): string {
  const trimmed = path.replace(/\/{1,200}$/, '');
  return trimmed === '' ? '/' : trimmed;
}

/**
 * Whether the container may keep its data elsewhere than the image says: by a variable, a flag, variables from
 * elsewhere, its own command, or a mounted configuration.
 */
export function isMovedElsewhere(container: FieldView, facts: ImageFacts): boolean {
  if (container.field('command').exists || container.field('envFrom').exists) return true;
  const variables = container
    .field('env')
    .items()
    .map((variable) => variable.field('name').string());
  const args = container
    .field('args')
    .items()
    .map((arg) => arg.text() ?? '');
  return facts.movedBy.some(({ by, name }) => {
    if (by === 'env') return variables.includes(name);
    if (by === 'flag') return args.some((arg) => arg.includes(name));
    return mountsConfiguration(container);
  });
}

/** Whether files are mounted one by one or into a directory of configuration. */
function mountsConfiguration(container: FieldView): boolean {
  return container
    .field('volumeMounts')
    .items()
    .some(
      (mount) =>
        mount.field('subPath').exists ||
        /\/(etc|conf|config)(\/|\.|$|-)|\.(conf|cnf|ya?ml|ini|xml|json|properties)$/.test(
          mount.field('mountPath').string() ?? '',
        ),
    );
}
