-- nvim --clean --headless -n -c 'luafile neovim.lua'
-- A coroutine, so that Neovim's own main loop runs between the steps: keys, insert mode and the menu are the real ones.
-- Neovim 0.7 is the oldest that is meant to work: it has vim.lsp.start_client, not yet vim.lsp.start.
local report = assert(io.open(vim.env.STATEFULSET_REPORT, 'w'))
local co

local function check(title, ok, seen)
  seen = (type(seen) == 'string' and seen or vim.inspect(seen)):gsub('\n', '\\n')
  report:write(string.format('%s %s: %s\n', ok and 'ok' or 'FAIL', title, seen))
  report:flush()
end

-- Lets the main loop run until `look` has a value. Only what hangs takes as long as `patience`, in seconds.
local patience = 90
local function wait(look)
  local last = vim.loop.now() + patience * 1000
  while true do
    local value = look()
    if value then return value end
    if vim.loop.now() > last then return nil end
    vim.defer_fn(function() coroutine.resume(co) end, 20)
    coroutine.yield()
  end
end

local function keys(text)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(text, true, false, true), 't', false)
end

local function float_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

local function messages(buffer)
  return vim.tbl_map(function(d) return d.message end, vim.diagnostic.get(buffer))
end

local function steps()
  vim.cmd('edit ' .. vim.env.STATEFULSET_FILE)
  local buffer = vim.api.nvim_get_current_buf()
  check('the file is YAML', vim.bo[buffer].filetype == 'yaml', vim.bo[buffer].filetype)
  local client = vim.lsp.start_client {
    name = 'statefulset',
    cmd = vim.split(vim.env.STATEFULSET_SERVER, '\n'),
    root_dir = vim.fn.getcwd(),
  }
  vim.lsp.buf_attach_client(buffer, client)

  local found = wait(function()
    for _, d in ipairs(vim.diagnostic.get(buffer)) do
      if d.lnum == 5 and d.message:find('serviceName', 1, true) then return d end
    end
  end)
  check('the misspelt field is told, with the likely one', found, messages(buffer))
  check('exactly the field is marked', found and found.col == 2 and found.end_col == 12, found)

  vim.api.nvim_win_set_cursor(0, { 10, 3 }) -- template
  vim.lsp.buf.hover()
  local text = wait(float_text)
  check('a hover opens on a key', text and text:find('Pod', 1, true), text)

  -- Code actions go through vim.ui.select; its items are pairs of client and action.
  local offered = {}
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      table.insert(offered, item[2].title)
      if item[2].title:find('serviceName', 1, true) then return choose(item) end
    end
  end
  vim.api.nvim_win_set_cursor(0, { 6, 4 })
  vim.lsp.buf.code_action()
  local repaired = wait(function()
    local line = vim.api.nvim_buf_get_lines(buffer, 5, 6, false)[1]
    return line == '  serviceName: mysql' and line
  end)
  check('a quick fix repairs the field', repaired, offered)
  local gone = wait(function()
    for _, d in ipairs(vim.diagnostic.get(buffer)) do if d.lnum == 5 then return nil end end
    return true
  end)
  check('the finding goes when the text is right', gone, messages(buffer))

  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  vim.o.completeopt = 'menuone,noinsert'
  vim.api.nvim_buf_set_lines(buffer, 6, 6, false, { '  updateS' })
  vim.api.nvim_win_set_cursor(0, { 7, 0 })
  keys('A<C-x><C-o>')
  local items = wait(function()
    return vim.fn.pumvisible() == 1 and vim.fn.complete_info({ 'items' }).items
  end)
  local labels = table.concat(vim.tbl_map(function(i) return i.abbr ~= '' and i.abbr or i.word end, items or {}), ', ')
  check('completion opens a menu', labels:find('updateStrategy', 1, true), labels)
  keys('<C-y>')
  local line = wait(function()
    local now = vim.api.nvim_get_current_line()
    return vim.fn.pumvisible() == 0 and now:find('updateStrategy', 1, true) and now
  end)
  check('the offer is accepted into the text', line and line:find('^  updateStrategy'), vim.api.nvim_get_current_line())
  keys('<Esc>')
  wait(function() return vim.fn.mode() == 'n' end)

  vim.lsp.stop_client(client)
  check('the server ends when asked', wait(function() return vim.lsp.client_is_stopped(client) end), 'still there')
end

co = coroutine.create(function()
  local ok, trouble = xpcall(steps, debug.traceback)
  check('the script came to its end', ok, trouble or '')
  report:close()
  vim.cmd('qall!')
end)
vim.schedule(function() coroutine.resume(co) end)
