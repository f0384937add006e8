-- Sends one request again and again, each connection with a pause before each; prints one JSON line.  args: TOKEN PATH PAUSE_MS
local text, pause

function init(args)
   text, pause = wrk.format("GET", args[2], { Authorization = "Bearer " .. args[1] }), tonumber(args[3])
end

function request() return text end

function delay() return pause end

function done(summary)
   print(string.format('{"requests":%d,"seconds":%.3f,"refused":%d}', summary.requests, summary.duration / 1e6, summary.errors.status))
end
