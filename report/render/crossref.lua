-- Cross-references for the Pandoc engine: figures, tables and equations numbered and printed as
-- Quarto does, in HTML as text and links, in Typst by Typst's own counters.

local KINDS = { fig = "Figure", tbl = "Table", eq = "Equation" }
local NBSP = utf8.char(160)
local typst = FORMAT == "typst"
local numbers = {} -- identifier -> its number as printed

local function kind(identifier)
  return KINDS[identifier:match("^(%a+)%-") or ""]
end

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

-- Divisions that Quarto shows in some formats only.
local function visible(div)
  if not div.classes:includes("content-visible") then return end
  local format = typst and "typst" or "html"
  local only, never = div.attributes["when-format"], div.attributes["unless-format"]
  return (only == format or (never and never ~= format)) and div.content or {}
end

-- An equation with a label is a paragraph that ends in {#eq-name}.
local function equation(paragraph)
  local parts = paragraph.content
  local math, label = parts[1], parts[#parts]
  local identifier = label and label.t == "Str" and label.text:match("^{#(eq%-[%w-]+)}$")
  if identifier and math.t == "Math" then return identifier, math end
end

-- First pass: number everything in the order of the document.

local function numbering()
  local counts = {}
  local function count(identifier)
    local name = kind(identifier)
    if not name then return end
    counts[name] = (counts[name] or 0) + 1
    numbers[identifier] = tostring(counts[name])
  end
  return {
    traverse = "topdown",
    Figure = function(figure) count(figure.identifier) end,
    Table = function(tbl) count(tbl.identifier) end,
    Para = function(paragraph) count(equation(paragraph) or "") end,
  }
end

-- Second pass: captions, equation numbers and references.

local function labelled(name, identifier, caption)
  local inlines = pandoc.utils.blocks_to_inlines(caption)
  return pandoc.Inlines(name .. NBSP .. numbers[identifier] .. ": ") .. inlines
end

local function typst_figure(name, identifier, content, caption)
  local position = name == "Table" and "top" or "bottom"
  local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", "#figure([") })
  blocks:extend(content)
  blocks:insert(pandoc.RawBlock("typst", "], caption: figure.caption(position: " .. position .. ", ["))
  blocks:extend(caption)
  blocks:insert(pandoc.RawBlock("typst", string.format(
    ']), kind: "quarto-float-%s", supplement: "%s", numbering: "1") <%s>',
    identifier:match("^%a+"), name, identifier)))
  return blocks
end

local function figure(block)
  local name = kind(block.identifier)
  if not name then return end
  if typst then
    return typst_figure(name, block.identifier, block.content, block.caption.long)
  end
  block.caption.long = pandoc.Plain(labelled(name, block.identifier, block.caption.long))
  block.content = { pandoc.Div(block.content) } -- as in Quarto's: on a phone this moves, the caption stays
  return block
end

local function table_(block)
  local name = kind(block.identifier)
  if not name then return end
  local identifier, caption = block.identifier, block.caption.long
  block.identifier, block.caption = "", pandoc.Caption()
  if typst then
    block.classes:insert("typst:no-figure")
    return typst_figure(name, identifier, { block }, caption)
  end
  return {
    pandoc.RawBlock("html", '<figure id="' .. identifier .. '" class="quarto-float-tbl"><figcaption>'),
    pandoc.Plain(labelled(name, identifier, caption)),
    pandoc.RawBlock("html", "</figcaption><div>"),
    block,
    pandoc.RawBlock("html", "</div></figure>"),
  }
end

local function numbered_equation(paragraph)
  local identifier, math = equation(paragraph)
  if not identifier then return end
  if typst then
    return pandoc.Para({
      pandoc.RawInline("typst", '#math.equation(block: true, numbering: "(1)", [ '), math,
      pandoc.RawInline("typst", " ])<" .. identifier .. ">"),
    })
  end
  math.text = math.text .. " \\qquad(" .. numbers[identifier] .. ")"
  return pandoc.Para(pandoc.Span({ math }, { id = identifier }))
end

local function reference(citation)
  local identifier = citation.id
  local name = kind(identifier)
  if not numbers[identifier] then error("nothing is labelled @" .. identifier) end
  if typst then
    return pandoc.RawInline("typst", string.format("#ref(<%s>, supplement: [%s])", identifier, name))
  end
  return pandoc.Link(name .. NBSP .. numbers[identifier], "#" .. identifier, "", { class = "quarto-xref" })
end

local function cite(block)
  if not kind(block.citations[1].id) then return end
  local inlines = pandoc.Inlines({})
  for i, citation in ipairs(block.citations) do
    if i > 1 then inlines:extend({ pandoc.Str(","), pandoc.Space() }) end
    inlines:insert(reference(citation))
  end
  return inlines
end

local function image(block)
  local alt, width = block.attributes["fig-alt"] or "", block.attributes.width or "100%"
  if typst then
    return pandoc.RawInline("typst", string.format("#image(%s, width: %s, alt: %s)",
      typst_string(block.src), width, typst_string(alt)))
  end
  block.attributes["fig-alt"], block.attributes.alt = nil, alt
  return block
end

function Pandoc(document)
  document = document:walk({ Div = visible })
  document:walk(numbering())
  return document:walk({
    Figure = figure, Table = table_, Para = numbered_equation, Cite = cite, Image = image,
  })
end
