import { Card } from "~/ui/card";
import { Skeleton, SkeletonRows } from "~/ui/skeleton";

/** The outline of any page while its code loads. */
export function PageSkeleton() {
  return (
    <div class="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 py-5 sm:px-6 sm:py-7 lg:px-8">
      <div>
        <Skeleton class="h-7 w-40" />
        <Skeleton class="mt-2.5 h-4 w-72 max-w-full" />
      </div>
      <Card>
        <SkeletonRows count={8} label="Loading the page" />
      </Card>
    </div>
  );
}
