import LoaderCircle from "lucide-solid/icons/loader-circle";

export function Spinner() {
  return <LoaderCircle class="size-4 animate-spin" aria-hidden="true" />;
}
