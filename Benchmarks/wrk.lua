-- Sends each request with the next of the tokens; prints one JSON line.  args: TOKENS_FILE PATH
local requests, i = {}, 0

function init(args)
   for token in io.lines(args[1]) do
      requests[#requests + 1] = wrk.format("GET", args[2], { Authorization = "Bearer " .. token })
   end
end

function request()
   i = i % #requests + 1
   return requests[i]
end

function done(summary, latency)
   local e = summary.errors
   print(string.format('{"requests":%d,"seconds":%.3f,"p50_ms":%.3f,"p99_ms":%.3f,"errors":%d}',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
      e.connect + e.read + e.write + e.status + e.timeout))
end
