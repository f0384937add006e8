-- Sends each request with the next of the tokens; prints one JSON line.
-- args: TOKENS_FILE PATH [METHOD RECORD COUNT DISTINCT]
-- A body is one RECORD, or an array of COUNT of them; "$N" in it is a number from 1 to DISTINCT, or with DISTINCT 0 one never used before.
local tokens, counter, method, path, record, count, distinct, run = {}, 0

function init(args)
   path, method, record = args[2], args[3] or "GET", args[4]
   count, distinct = tonumber(args[5] or 0), tonumber(args[6] or 0)
   run = tostring({}):gsub("%W", "") .. os.time()
   for token in io.lines(args[1]) do
      local headers = { Authorization = "Bearer " .. token, ["Content-Type"] = record and "application/json" }
      tokens[#tokens + 1] = { headers = headers, text = not record and wrk.format(method, path, headers) or nil }
   end
end

local function number()
   counter = counter + 1
   return distinct > 0 and tostring(counter % distinct + 1) or run .. "-" .. counter
end

local function body()
   if count == 0 then return (record:gsub("$N", number())) end
   local records = {}
   for i = 1, count do records[i] = record:gsub("$N", number()) end
   return "[" .. table.concat(records, ",") .. "]"
end

local turn = 0
function request()
   turn = turn % #tokens + 1
   local token = tokens[turn]
   return token.text or wrk.format(method, path, token.headers, body())
end

function done(summary, latency)
   local e = summary.errors
   print(string.format('{"requests":%d,"seconds":%.3f,"p50_ms":%.3f,"p99_ms":%.3f,"errors":%d}',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
      e.connect + e.read + e.write + e.status + e.timeout))
end
