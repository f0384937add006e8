"""What is asked of the product."""
import base64
import json
import urllib.parse
from typing import NamedTuple

PERSON = '{"name":{"firstName":"Ada","lastName":"Surname"},"emails":{"primaryEmail":"%s"},"jobTitle":"CTO"}'
NEW, KNOWN = PERSON % "new-$N@example.com", PERSON % "person$N@example.com"


class Workload(NamedTuple):
    path: str
    method: str = "GET"
    # A record of the body, `count` times in an array or once; wrk.lua puts numbers in the place of "$N".
    record: str = ""
    count: int = 0
    distinct: int = 0

    def arguments(self):
        body = [self.record, str(self.count), str(self.distinct)] if self.record else []
        return [self.path, self.method, *body]


ALL_TENANTS = {"health": Workload("/health"), "me": Workload("/api/me"), "people": Workload("/api/people?limit=20")}


def of_one_tenant(people):
    """Reads and writes of a tenant that has so many people; the writes come last, as they make more."""
    page = "/api/people?limit=20"
    # A cursor nine tenths down the order by position; one may be made by hand.
    deep = urllib.parse.quote(base64.b64encode(json.dumps({"position": people * 9 // 10}).encode()), safe="")
    group = urllib.parse.quote('[{"jobTitle":true}]')
    return {
        "first page": Workload(page),
        "deep in the list": Workload(f"{page}&order_by=position&starting_after={deep}"),
        "newest first": Workload(f"{page}&order_by=createdAt%5BDescNullsLast%5D"),
        "filter by e-mail": Workload(f"{page}&filter=emails.primaryEmail%5Beq%5D:person777@example.com"),
        "filter by job title": Workload(f"{page}&filter=jobTitle%5Beq%5D:CTO"),
        "first page, depth 1": Workload(f"{page}&depth=1"),
        "group by job title": Workload(f"/api/people/groupBy?group_by={group}"),
        "create": Workload("/api/people", "POST", NEW),
        "create 200 at once": Workload("/api/batch/people", "POST", NEW, count=200),
        "upsert": Workload("/api/people?upsert=true", "POST", KNOWN, distinct=10_000),
    }
