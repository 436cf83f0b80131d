/** Returns the class name of a plug-in for its name: `load-balancing` → `LoadBalancing`. */
export function pascalCase(name) {
  return name
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
